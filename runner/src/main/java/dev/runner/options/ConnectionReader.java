package dev.runner.options;

import dev.runner.net.Blocked;
import dev.runner.net.CipherSuites;
import dev.runner.net.ClientIdentity;
import dev.runner.net.ConnectionSettings;
import dev.runner.net.DnsSettings;
import dev.runner.net.HostTable;
import dev.runner.net.LocalAddresses;
import dev.runner.net.PoolSettings;
import dev.runner.net.Proxies;
import dev.runner.net.TlsSettings;
import dev.runner.options.OptionsFault.Reason;
import dev.runner.options.OptionsLayer.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the options that say where connections may go and how.
final class ConnectionReader {
  private static final Set<String> DNS_KEYS = Set.of("ttl", "select", "policy");
  private static final Set<String> POOL_KEYS =
      Set.of("mode", "maxPerHost", "maxLifetime", "idleTimeout");
  private static final Set<String> FOR_EVER = Set.of("inf", "infinity");

  private final Map<OptionKey, Setting> settings;

  ConnectionReader(Map<OptionKey, Setting> settings) {
    this.settings = settings;
  }

  /// @throws OptionsFault if a value makes no sense
  @SuppressWarnings("unchecked") // each value is what the kind of its option says
  ConnectionSettings read() {
    Blocked addresses =
        read(
            OptionKey.BLACKLIST_IPS,
            Blocked.NOTHING,
            value -> Blocked.NOTHING.withAddresses((List<String>) value));
    return new ConnectionSettings(
        read(
            OptionKey.HOSTS,
            HostTable.EMPTY,
            value -> HostTable.of(JsonValues.textMap(value, "option 'hosts'"))),
        read(OptionKey.DNS, DnsSettings.DEFAULTS, value -> dns((Map<String, Object>) value)),
        read(
            OptionKey.BLOCK_HOSTNAMES,
            addresses,
            value -> addresses.withNames((List<String>) value)),
        read(
            OptionKey.LOCAL_IPS, LocalAddresses.ANY, value -> LocalAddresses.parse((String) value)),
        proxies(),
        tls(),
        read(
            OptionKey.CONNECTIONS,
            PoolSettings.DEFAULTS,
            value -> pool((Map<String, Object>) value)),
        read(OptionKey.RPS, 0L, value -> Math.max(0, (Long) value)));
  }

  private <T> T read(OptionKey key, T fallback, Function<Object, T> reader) {
    @Nullable Setting setting = settings.get(key);
    if (setting == null) {
      return fallback;
    }
    try {
      return reader.apply(setting.value());
    } catch (IllegalArgumentException e) {
      boolean usage = key == OptionKey.DNS || setting.place().startsWith("--");
      throw new OptionsFault(
          usage ? Reason.USAGE : Reason.INVALID_CONFIG, setting.place() + " " + e.getMessage());
    }
  }

  private static DnsSettings dns(Map<String, Object> given) {
    known(given, DNS_KEYS);
    return new DnsSettings(
        ttl(given.get("ttl")),
        switch (text(given, "select", "random")) {
          case "first" -> DnsSettings.Select.FIRST;
          case "random" -> DnsSettings.Select.RANDOM;
          case "roundRobin", "roundrobin" -> DnsSettings.Select.ROUND_ROBIN;
          default -> throw bad(given, "select", "first, random or roundRobin");
        },
        switch (text(given, "policy", "preferIPv4")) {
          case "preferIPv4" -> DnsSettings.Policy.PREFER_IPV4;
          case "preferIPv6" -> DnsSettings.Policy.PREFER_IPV6;
          case "onlyIPv4" -> DnsSettings.Policy.ONLY_IPV4;
          case "onlyIPv6" -> DnsSettings.Policy.ONLY_IPV6;
          case "any" -> DnsSettings.Policy.ANY;
          default ->
              throw bad(given, "policy", "preferIPv4, preferIPv6, onlyIPv4, onlyIPv6 or any");
        });
  }

  private static long ttl(@Nullable Object given) {
    if (given == null || given.equals("")) {
      return DnsSettings.DEFAULTS.ttlNanos();
    }
    if (given instanceof String text && FOR_EVER.contains(text)) {
      return Long.MAX_VALUE;
    }
    return nanos(given, "ttl");
  }

  private static PoolSettings pool(Map<String, Object> given) {
    known(given, POOL_KEYS);
    boolean shared =
        switch (text(given, "mode", "perVu")) {
          case "perVu" -> false;
          case "shared" -> true;
          default -> throw bad(given, "mode", "perVu or shared");
        };
    return new PoolSettings(
        shared,
        count(given, "maxPerHost"),
        time(given, "maxLifetime"),
        time(given, "idleTimeout"),
        true);
  }

  private static int count(Map<String, Object> given, String key) {
    @Nullable Object value = given.get(key);
    if (value == null) {
      return 0;
    }
    try {
      long count = JsonValues.integer(value, key);
      if (count >= 0 && count <= Integer.MAX_VALUE) {
        return (int) count;
      }
    } catch (OptionsFault e) {
      // The message below says all there is to say.
    }
    throw bad(given, key, "a whole number, 0 for no limit");
  }

  private static long time(Map<String, Object> given, String key) {
    @Nullable Object value = given.get(key);
    return value == null ? 0 : nanos(value, key);
  }

  private static long nanos(Object value, String key) {
    try {
      Duration time = Durations.of(value, key);
      if (!time.isNegative()) {
        return time.toNanos();
      }
    } catch (OptionsFault e) {
      // The message below says all there is to say.
    }
    throw bad(Map.of(key, value), key, "a time such as 5m");
  }

  private Proxies proxies() {
    try {
      return Proxies.of(
          JsonValues.textMap(
              settings.containsKey(OptionKey.PROXIES)
                  ? settings.get(OptionKey.PROXIES).value()
                  : Map.of(),
              "the environment"));
    } catch (IllegalArgumentException e) {
      throw new OptionsFault(String.valueOf(e.getMessage()));
    }
  }

  @SuppressWarnings("unchecked") // each value is what the kind of its option says
  private TlsSettings tls() {
    return new TlsSettings(
        read(OptionKey.TLS_VERSION, List.of(), ConnectionReader::protocols),
        read(
            OptionKey.TLS_CIPHER_SUITES, List.of(), value -> CipherSuites.of((List<String>) value)),
        read(
            OptionKey.TLS_AUTH, List.of(), value -> identities((List<Map<String, Object>>) value)));
  }

  private static List<String> protocols(Object value) {
    if (value instanceof Map<?, ?> range) {
      Object min = range.get("min");
      Object max = range.get("max");
      return TlsSettings.protocols(
          min == null ? "" : min.toString(), max == null ? "" : max.toString());
    }
    String only = value.toString();
    return only.isEmpty() ? List.of() : TlsSettings.protocols(only, only);
  }

  private static List<ClientIdentity> identities(List<Map<String, Object>> given) {
    var identities = new ArrayList<ClientIdentity>();
    for (Map<String, Object> item : given) {
      @Nullable Object domains = item.get("domains");
      try {
        identities.add(
            ClientIdentity.parse(
                text(item, "cert", ""),
                text(item, "key", ""),
                text(item, "password", ""),
                domains == null ? List.of() : JsonValues.texts(domains, "'domains'")));
      } catch (OptionsFault e) {
        throw new IllegalArgumentException("has wrong " + e.getMessage(), e);
      }
    }
    return identities;
  }

  private static String text(Map<String, Object> given, String key, String fallback) {
    @Nullable Object value = given.get(key);
    if (value == null || value.equals("")) {
      return fallback;
    }
    if (value instanceof String text) {
      return text;
    }
    throw bad(given, key, "a text");
  }

  private static void known(Map<String, Object> given, Set<String> known) {
    for (String key : given.keySet()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            "has the unknown key '"
                + key
                + "'; there are "
                + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }

  private static IllegalArgumentException bad(
      Map<String, Object> given, String key, String expected) {
    return new IllegalArgumentException(
        "has a '"
            + key
            + "' that must be "
            + expected
            + ", found "
            + JsonValues.describe(given.get(key)));
  }
}
