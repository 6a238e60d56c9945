package dev.runner.options;

import dev.runner.spelling.Suggestions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Every option: its key in scripts and config files, the end of its environment variable (after
/// `K6_` or `RUNNER_`), its flag, its type and, as far as it is a plain value, its default.
///
/// In the order in which options are listed. An empty name means that this source has none.
enum OptionKey {
  PAUSED("paused", "PAUSED", "paused", ValueKind.BOOLEAN, used(false)),
  VUS("vus", "VUS", "vus", ValueKind.INTEGER, used()),
  DURATION("duration", "DURATION", "duration", ValueKind.DURATION, used()),
  ITERATIONS("iterations", "ITERATIONS", "iterations", ValueKind.INTEGER, used()),
  STAGES("stages", "STAGES", "stage", ValueKind.STAGES, used()),
  SCENARIOS("scenarios", "", "", ValueKind.SCENARIOS, used()),
  EXECUTION_SEGMENT("executionSegment", "", "execution-segment", ValueKind.TEXT, used("")),
  EXECUTION_SEGMENT_SEQUENCE(
      "executionSegmentSequence", "", "execution-segment-sequence", ValueKind.TEXT, used("")),
  NO_SETUP("noSetup", "NO_SETUP", "no-setup", ValueKind.BOOLEAN, used(false)),
  NO_TEARDOWN("noTeardown", "NO_TEARDOWN", "no-teardown", ValueKind.BOOLEAN, used(false)),
  SETUP_TIMEOUT(
      "setupTimeout", "SETUP_TIMEOUT", "", ValueKind.DURATION, used(Duration.ofMinutes(1))),
  TEARDOWN_TIMEOUT(
      "teardownTimeout", "TEARDOWN_TIMEOUT", "", ValueKind.DURATION, used(Duration.ofMinutes(1))),
  HANDLE_SUMMARY_TIMEOUT(
      "handleSummaryTimeout",
      "HANDLE_SUMMARY_TIMEOUT",
      "",
      ValueKind.DURATION,
      used(Duration.ofMinutes(2))),
  SEED("seed", "", "seed", ValueKind.INTEGER, used()),
  FAIL_ON_ERRORS("failOnErrors", "", "fail-on-errors", ValueKind.BOOLEAN, used(false)),
  RPS("rps", "RPS", "rps", ValueKind.INTEGER, used(0L)),
  DNS("dns", "DNS", "dns", ValueKind.SETTINGS, used(Map.of())),
  CONNECTIONS("connections", "CONNECTIONS", "connections", ValueKind.SETTINGS, used(Map.of())),
  MAX_REDIRECTS("maxRedirects", "MAX_REDIRECTS", "max-redirects", ValueKind.INTEGER, used(10L)),
  USER_AGENT("userAgent", "USER_AGENT", "user-agent", ValueKind.TEXT, used()),
  BATCH("batch", "BATCH", "batch", ValueKind.INTEGER, used(20L)),
  BATCH_PER_HOST("batchPerHost", "BATCH_PER_HOST", "batch-per-host", ValueKind.INTEGER, used(6L)),
  HTTP_DEBUG("httpDebug", "HTTP_DEBUG", "http-debug", ValueKind.TEXT, used("")),
  INSECURE_SKIP_TLS_VERIFY(
      "insecureSkipTLSVerify",
      "INSECURE_SKIP_TLS_VERIFY",
      "insecure-skip-tls-verify",
      ValueKind.BOOLEAN,
      used(false)),
  TLS_CIPHER_SUITES("tlsCipherSuites", "", "", ValueKind.TEXTS, used()),
  TLS_VERSION("tlsVersion", "", "", ValueKind.TLS_VERSION, used()),
  TLS_AUTH("tlsAuth", "", "", ValueKind.OBJECTS, used()),
  THROW("throw", "THROW", "throw", ValueKind.BOOLEAN, used(false)),
  THRESHOLDS("thresholds", "", "", ValueKind.THRESHOLDS, used()),
  BLACKLIST_IPS("blacklistIPs", "BLACKLIST_IPS", "blacklist-ip", ValueKind.TEXTS, used()),
  BLOCK_HOSTNAMES("blockHostnames", "BLOCK_HOSTNAMES", "block-hostnames", ValueKind.TEXTS, used()),
  HOSTS("hosts", "", "", ValueKind.OBJECT, used()),
  NO_CONNECTION_REUSE(
      "noConnectionReuse",
      "NO_CONNECTION_REUSE",
      "no-connection-reuse",
      ValueKind.BOOLEAN,
      used(false)),
  NO_VU_CONNECTION_REUSE(
      "noVUConnectionReuse",
      "NO_VU_CONNECTION_REUSE",
      "no-vu-connection-reuse",
      ValueKind.BOOLEAN,
      used(false)),
  MIN_ITERATION_DURATION(
      "minIterationDuration",
      "MIN_ITERATION_DURATION",
      "min-iteration-duration",
      ValueKind.DURATION,
      used(Duration.ZERO)),
  CLOUD("cloud", "", "", ValueKind.OBJECT, used()),
  EXT("ext", "", "", ValueKind.OBJECT, used()),
  SUMMARY_TREND_STATS(
      "summaryTrendStats",
      "SUMMARY_TREND_STATS",
      "summary-trend-stats",
      ValueKind.TEXTS,
      used(List.of("avg", "min", "med", "max", "p(90)", "p(95)"))),
  SUMMARY_TIME_UNIT(
      "summaryTimeUnit", "SUMMARY_TIME_UNIT", "summary-time-unit", ValueKind.TIME_UNIT, used("")),
  SYSTEM_TAGS("systemTags", "SYSTEM_TAGS", "system-tags", ValueKind.TEXTS, used()),
  TAGS("tags", "TAGS", "tag", ValueKind.TAGS, used(Map.of())),
  METRIC_SAMPLES_BUFFER_SIZE(
      "metricSamplesBufferSize", "METRIC_SAMPLES_BUFFER_SIZE", "", ValueKind.INTEGER, used()),
  NO_COOKIES_RESET("noCookiesReset", "NO_COOKIES_RESET", "", ValueKind.BOOLEAN, used(false)),
  DISCARD_RESPONSE_BODIES(
      "discardResponseBodies",
      "DISCARD_RESPONSE_BODIES",
      "discard-response-bodies",
      ValueKind.BOOLEAN,
      used(false)),
  FEATURES("features", "FEATURES", "features", ValueKind.TEXTS, later()),
  LOCAL_IPS("localIPs", "LOCAL_IPS", "local-ips", ValueKind.TEXT, used("")),
  /// The variables that name proxies, which have no prefix and no other source.
  PROXIES("", "", "", ValueKind.OBJECT, used(Map.of()));

  /// The options that decide together what runs: one layer's replace all of those below.
  static final Set<OptionKey> EXECUTION = Set.of(DURATION, ITERATIONS, STAGES, SCENARIOS);

  private static final Map<String, OptionKey> BY_JSON_KEY =
      Arrays.stream(values())
          .filter(key -> key != LOCAL_IPS && key != PROXIES)
          .collect(Collectors.toUnmodifiableMap(key -> key.jsonKey, Function.identity()));
  private static final Map<String, OptionKey> BY_FLAG =
      Arrays.stream(values())
          .filter(key -> !key.flag.isEmpty())
          .collect(Collectors.toUnmodifiableMap(key -> key.flag, Function.identity()));

  private final String jsonKey;
  private final String variable;
  private final String flag;
  private final ValueKind kind;

  @SuppressWarnings("Immutable") // a list of values of immutable types
  private final Support support;

  OptionKey(String jsonKey, String variable, String flag, ValueKind kind, Support support) {
    this.jsonKey = jsonKey;
    this.variable = variable;
    this.flag = flag;
    this.kind = kind;
    this.support = support;
  }

  /// @param effective whether the program acts on the option (or must not)
  /// @param defaults the values that stand for not having set it
  private record Support(boolean effective, List<Object> defaults) {}

  private static Support used(Object... defaults) {
    return new Support(true, List.of(defaults));
  }

  private static Support later(Object... defaults) {
    return new Support(false, List.of(defaults));
  }

  static @Nullable OptionKey ofJson(String key) {
    return BY_JSON_KEY.get(key);
  }

  /// ` (did you mean 'x'?)` if an unknown key is like a known one; else nothing.
  static String hint(String key) {
    return Suggestions.nearest(key, BY_JSON_KEY.keySet())
        .map(meant -> " (did you mean '" + meant + "'?)")
        .orElse("");
  }

  static @Nullable OptionKey ofFlag(String flag) {
    return BY_FLAG.get(flag);
  }

  static Set<String> flags() {
    return BY_FLAG.keySet();
  }

  String jsonKey() {
    return jsonKey;
  }

  /// Without prefix; empty if no environment variable sets this option.
  String variable() {
    return variable;
  }

  ValueKind kind() {
    return kind;
  }

  /// The value when no source sets it, for options whose default is a plain value.
  Object defaultValue() {
    return support.defaults.getFirst();
  }

  /// Whether this value asks for something that the program does not do yet.
  boolean isWithoutEffect(Object value) {
    boolean unset =
        support.defaults.contains(value)
            || switch (value) {
              case List<?> list -> list.isEmpty();
              case Map<?, ?> map -> map.isEmpty();
              case String text -> text.isEmpty();
              case Long number -> this == RPS && number < 0;
              default -> false;
            };
    return !support.effective && !unset;
  }
}
