package dev.runner.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,10.255.1.2,true",
    "10.0.0.0/8,11.0.0.0,false",
    "10.0.0.3,10.0.0.3,true",
    "10.0.0.1-10.0.0.9,10.0.0.9,true",
    "10.0.0.1-10.0.0.9,10.0.0.10,false",
    "fe80::/10,fe80::1,true",
    "::/0,10.0.0.1,false",
  })
  @DisplayName("a block has the addresses that it says")
  void blocks(String block, String address, boolean within) {
    assertThat(AddressBlock.parse(block).contains(InetAddress.ofLiteral(address)))
        .isEqualTo(within);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "10.0.0.0/33", "10.0.0.0/", "10.0.0.9-10.0.0.1", "::1-10.0.0.1", ""})
  @DisplayName("what is no block is refused")
  void badBlocks(String text) {
    assertThatThrownBy(() -> AddressBlock.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found '" + text + "'");
  }

  @Test
  @DisplayName("virtual users get local addresses in sequence, over and over")
  void localAddresses() {
    var local = LocalAddresses.parse("127.0.0.8,127.0.1.0/30,127.0.2.1-127.0.2.2");
    assertThat(List.of(1, 2, 3, 4, 5, 6))
        .map(vu -> local.of(vu).orElseThrow().getHostAddress())
        .containsExactly(
            "127.0.0.8", "127.0.1.1", "127.0.1.2", "127.0.2.1", "127.0.2.2", "127.0.0.8");
    assertThat(LocalAddresses.parse("").of(1)).isEmpty();
  }

  @Test
  @DisplayName("the most precise entry of the table of hosts counts")
  void hosts() {
    var table =
        HostTable.of(
            Map.of(
                "shop.test", "10.0.0.1",
                "shop.test:8080", "10.0.0.2:80",
                "*.test", "10.0.0.3",
                "*.api.test", "[::1]:9",
                "six.test", "::2"));
    assertThat(table.find("shop.test", 80)).contains(new HostTable.Target("10.0.0.1", 0));
    assertThat(table.find("shop.test", 8080)).contains(new HostTable.Target("10.0.0.2", 80));
    assertThat(table.find("a.test", 80)).contains(new HostTable.Target("10.0.0.3", 0));
    assertThat(table.find("a.api.test", 80)).contains(new HostTable.Target("::1", 9));
    assertThat(table.find("six.test", 80)).contains(new HostTable.Target("::2", 0));
    assertThat(table.find("test", 80)).isEmpty();
  }

  @Test
  @DisplayName("names are blocked whole or by their ending")
  void blockedNames() {
    var blocked = Blocked.NOTHING.withNames(List.of("ads.test", "*.Tracker.test"));
    assertThat(blocked.patternOf("ads.test")).contains("ads.test");
    assertThat(blocked.patternOf("x.ads.test")).isEmpty();
    assertThat(blocked.patternOf("x.tracker.test")).contains("*.tracker.test");
    assertThatThrownBy(() -> Blocked.NOTHING.withNames(List.of("a*.test")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("the usual variables say which requests go through which proxy")
  void proxies() {
    var proxies =
        Proxies.of(
            Map.of(
                "HTTP_PROXY", "http://me:pw@proxy.test:3128",
                "https_proxy", "other.test",
                "NO_PROXY", "inside.test,.only-below.test,10.0.0.0/8,port.test:81"));
    assertThat(proxies.find(false, "shop.test", 80))
        .contains(new Proxies.Proxy("proxy.test", 3128, "Basic bWU6cHc="));
    assertThat(proxies.find(true, "shop.test", 443))
        .contains(new Proxies.Proxy("other.test", 80, ""));
    for (String direct :
        List.of("localhost", "127.0.0.1", "::1", "inside.test", "a.inside.test", "10.1.1.1")) {
      assertThat(proxies.find(false, direct, 80)).as(direct).isEmpty();
    }
    assertThat(proxies.find(false, "only-below.test", 80)).isPresent();
    assertThat(proxies.find(false, "a.only-below.test", 80)).isEmpty();
    assertThat(proxies.find(false, "port.test", 80)).isPresent();
    assertThat(proxies.find(false, "port.test", 81)).isEmpty();
    assertThatThrownBy(() -> Proxies.of(Map.of("http_proxy", "ftp://me:pw@x")))
        .hasMessageContaining("HTTP_PROXY")
        .hasMessageNotContaining("pw");
  }

  @Test
  @DisplayName("cipher suites are known by the names of Go")
  void cipherSuites() {
    assertThat(CipherSuites.of(List.of("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305")))
        .contains("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256");
    assertThatThrownBy(() -> CipherSuites.of(List.of("NOPE"))).hasMessageContaining("NOPE");
  }
}
