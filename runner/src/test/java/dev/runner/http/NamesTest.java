package dev.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.clock.ManualClock;
import dev.runner.net.ConnectionSettings;
import dev.runner.net.DnsSettings;
import dev.runner.net.DnsSettings.Policy;
import dev.runner.net.DnsSettings.Select;
import dev.runner.transport.HttpFault;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Names of hosts")
class NamesTest {
  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  private final ManualClock clock = new ManualClock();
  private final List<String> asked = new ArrayList<>();
  private List<String> answer = List.of("10.0.0.1", "10.0.0.2", "::1", "10.0.0.3");

  private Names names(long ttlNanos, Select select, Policy policy) {
    ConnectionSettings plain = ConnectionSettings.DEFAULTS;
    return new Names(
        new ConnectionSettings(
            plain.hosts(),
            new DnsSettings(ttlNanos, select, policy),
            plain.blocked(),
            plain.localAddresses(),
            plain.proxies(),
            plain.tls(),
            plain.pool(),
            0),
        clock,
        Runnable::run,
        this::lookUp);
  }

  private InetAddress[] lookUp(String host) throws UnknownHostException {
    asked.add(host);
    if (answer.isEmpty()) {
      throw new UnknownHostException(host);
    }
    return answer.stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
  }

  /// The addresses in the order of trying, or the error code.
  private static String resolve(Names names) {
    var found = new ArrayList<String>();
    names.resolve(
        new Site(false, "shop.test", 80),
        all -> all.stream().map(NamesTest::text).forEach(found::add),
        refused -> found.add(Integer.toString(refused.fault().code())));
    return String.join(" ", found);
  }

  private static String text(InetSocketAddress address) {
    assertThat(address.getHostString()).isEqualTo("shop.test");
    String text = address.getAddress().getHostAddress();
    return text.substring(Math.max(text.lastIndexOf('.'), text.lastIndexOf(':')) + 1);
  }

  @Test
  @DisplayName("are remembered for the time to live")
  void ttl() {
    Names names = names(MINUTE_NANOS, Select.FIRST, Policy.PREFER_IPV4);
    resolve(names);
    clock.advance(Duration.ofSeconds(59));
    answer = List.of("10.0.0.9");
    assertThat(resolve(names)).isEqualTo("1 2 3");
    clock.advance(Duration.ofSeconds(1));
    assertThat(resolve(names)).isEqualTo("9");
    assertThat(asked).hasSize(2);
  }

  @Test
  @DisplayName("are remembered for ever, or not at all")
  void extremes() {
    Names never = names(0, Select.FIRST, Policy.ANY);
    resolve(never);
    resolve(never);
    assertThat(asked).hasSize(2);
    Names ever = names(Long.MAX_VALUE, Select.FIRST, Policy.ANY);
    resolve(ever);
    clock.advance(Duration.ofDays(10_000));
    resolve(ever);
    assertThat(asked).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "PREFER_IPV4,1 2 3",
    "PREFER_IPV6,1",
    "ONLY_IPV4,1 2 3",
    "ONLY_IPV6,1",
    "ANY,1 2 1 3",
  })
  @DisplayName("lead to addresses of the family that is wanted")
  void policy(Policy policy, String expected) {
    assertThat(resolve(names(0, Select.FIRST, policy))).isEqualTo(expected);
  }

  @Test
  @DisplayName(
      "without an address of the preferred family lead to others, unless only that will do")
  void noSuchFamily() {
    answer = List.of("10.0.0.1");
    assertThat(resolve(names(0, Select.FIRST, Policy.PREFER_IPV6))).isEqualTo("1");
    assertThat(resolve(names(0, Select.FIRST, Policy.ONLY_IPV6)))
        .isEqualTo(Integer.toString(HttpFault.DNS_NO_SUCH_HOST));
  }

  @Test
  @DisplayName("lead to their addresses in turn, also when they are asked for anew")
  void roundRobin() {
    Names names = names(MINUTE_NANOS, Select.ROUND_ROBIN, Policy.PREFER_IPV4);
    assertThat(resolve(names)).isEqualTo("1 2 3");
    assertThat(resolve(names)).isEqualTo("2 3 1");
    clock.advance(Duration.ofMinutes(2));
    assertThat(resolve(names)).isEqualTo("3 1 2");
    assertThat(resolve(names)).isEqualTo("1 2 3");
  }

  @Test
  @DisplayName("lead to any of their addresses by chance")
  void random() {
    Names names = names(MINUTE_NANOS, Select.RANDOM, Policy.PREFER_IPV4);
    Set<String> orders = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      orders.add(resolve(names));
    }
    assertThat(orders).hasSize(6);
  }
}
