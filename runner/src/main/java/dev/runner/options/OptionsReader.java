package dev.runner.options;

import dev.runner.options.OptionsLayer.Setting;
import dev.runner.pace.Segment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns the layers of all sources into the options of a run.
public final class OptionsReader {
  /// What the option `failOnErrors` stands for.
  private static final String NO_ERRORS_METRIC = "iteration_failed";

  private static final ThresholdOptions NO_ERRORS =
      new ThresholdOptions("rate==0", false, Duration.ZERO);

  private static final Pattern PLAIN_STAT = Pattern.compile("avg|min|med|max|count");
  private static final Pattern PERCENTILE = Pattern.compile("p\\((\\d+(?:\\.\\d+)?|\\.\\d+)\\)");

  private static final List<String> DEFAULT_SYSTEM_TAGS =
      List.of(
          "proto",
          "subproto",
          "status",
          "method",
          "url",
          "name",
          "group",
          "check",
          "error",
          "error_code",
          "tls_version",
          "scenario",
          "service",
          "expected_response");
  private static final Set<String> OPTIONAL_SYSTEM_TAGS = Set.of("vu", "iter", "ip", "ocsp_status");

  /// What came of it.
  ///
  /// @param warnings what the user should hear before the run, a line each
  /// @param json all options as scripts see them, shortcuts turned into scenarios, unset ones null
  public record Resolved(Options options, List<String> warnings, String json) {
    public Resolved {
      warnings = List.copyOf(warnings);
    }
  }

  private final Map<OptionKey, Setting> settings;

  private OptionsReader(Map<OptionKey, Setting> settings) {
    this.settings = settings;
  }

  /// Merges layers over the defaults. Whether the scenarios can run is not looked at: that is for
  /// those who plan the run.
  ///
  /// @param lowestFirst config file, script, environment, command line
  /// @param userAgent the value of `userAgent` if no layer sets it
  /// @throws OptionsFault if the options make no sense together
  public static Resolved read(List<OptionsLayer> lowestFirst, String userAgent) {
    OptionsLayer merged = OptionsLayer.merge(lowestFirst);
    var warnings = new ArrayList<>(merged.warnings());
    Map<String, ScenarioOptions> scenarios = Shortcuts.scenarios(merged.settings(), warnings);
    Options options = new OptionsReader(merged.settings()).options(scenarios, userAgent);
    for (OptionKey key : OptionKey.values()) {
      @Nullable Setting setting = merged.settings().get(key);
      if (setting != null && key.isWithoutEffect(setting.value())) {
        warnings.add("option '" + key.jsonKey() + "' is not supported yet and has no effect");
      }
    }
    if (options.http().noVuConnectionReuse() && options.http().connections().pool().shared()) {
      warnings.add(
          "option 'noVUConnectionReuse' has no effect where option 'connections' has mode 'shared'");
    }
    return new Resolved(options, warnings, OptionsJson.write(merged.settings(), scenarios));
  }

  /// Every option by name as the layers say together, null for those that none sets.
  ///
  /// @param defaults whether to fill in the statistics of the summary and the system tags
  /// @throws OptionsFault if a layer has a value of the wrong type
  public static Map<String, @Nullable Object> list(
      List<OptionsLayer> lowestFirst, boolean defaults) {
    Map<OptionKey, Setting> settings = OptionsLayer.merge(lowestFirst).settings();
    Map<String, @Nullable Object> all = OptionsJson.list(settings);
    if (defaults) {
      all.putIfAbsent(
          OptionKey.SUMMARY_TREND_STATS.jsonKey(), OptionKey.SUMMARY_TREND_STATS.defaultValue());
      all.putIfAbsent(OptionKey.SYSTEM_TAGS.jsonKey(), DEFAULT_SYSTEM_TAGS);
    }
    return all;
  }

  /// The scenarios of resolved options as [#list] would show them.
  public static @Nullable Object listScenarios(Options options) {
    return OptionsJson.json(options.scenarios());
  }

  @SuppressWarnings("unchecked") // each value is what the kind of its option says
  private Options options(Map<String, ScenarioOptions> scenarios, String userAgent) {
    return new Options(
        scenarios,
        thresholds(),
        (Map<String, String>) value(OptionKey.TAGS),
        trendStats(),
        (String) value(OptionKey.SUMMARY_TIME_UNIT),
        systemTags(),
        flag(OptionKey.PAUSED),
        flag(OptionKey.NO_SETUP),
        flag(OptionKey.NO_TEARDOWN),
        timeout(OptionKey.SETUP_TIMEOUT),
        timeout(OptionKey.TEARDOWN_TIMEOUT),
        timeout(OptionKey.HANDLE_SUMMARY_TIMEOUT),
        (Duration) value(OptionKey.MIN_ITERATION_DURATION),
        new HttpOptions(
            (String) value(OptionKey.USER_AGENT, userAgent),
            Math.clamp((Long) value(OptionKey.MAX_REDIRECTS), -1, Integer.MAX_VALUE),
            flag(OptionKey.INSECURE_SKIP_TLS_VERIFY),
            flag(OptionKey.NO_CONNECTION_REUSE),
            flag(OptionKey.NO_VU_CONNECTION_REUSE),
            flag(OptionKey.DISCARD_RESPONSE_BODIES),
            flag(OptionKey.NO_COOKIES_RESET),
            Math.clamp((Long) value(OptionKey.BATCH), 0, Integer.MAX_VALUE),
            Math.clamp((Long) value(OptionKey.BATCH_PER_HOST), 0, Integer.MAX_VALUE),
            (String) value(OptionKey.HTTP_DEBUG),
            new ConnectionReader(settings).read()),
        flag(OptionKey.THROW),
        seed(settings),
        flag(OptionKey.FAIL_ON_ERRORS),
        segment());
  }

  /// The seed that these layers give, for use before all layers are known.
  ///
  /// @param lowestFirst as for [#read]
  public static OptionalLong seed(List<OptionsLayer> lowestFirst) {
    return seed(OptionsLayer.merge(lowestFirst).settings());
  }

  private static OptionalLong seed(Map<OptionKey, Setting> settings) {
    @Nullable Setting setting = settings.get(OptionKey.SEED);
    return setting == null ? OptionalLong.empty() : OptionalLong.of((Long) setting.value());
  }

  @SuppressWarnings("unchecked") // each value is what the kind of its option says
  private Map<String, List<ThresholdOptions>> thresholds() {
    var given = (Map<String, List<ThresholdOptions>>) value(OptionKey.THRESHOLDS, Map.of());
    if (!flag(OptionKey.FAIL_ON_ERRORS)) {
      return given;
    }
    var all = new LinkedHashMap<>(given);
    all.merge(
        NO_ERRORS_METRIC,
        List.of(NO_ERRORS),
        (own, added) -> {
          var both = new ArrayList<>(own);
          both.addAll(added);
          return both;
        });
    return all;
  }

  private Object value(OptionKey key, Object fallback) {
    @Nullable Setting setting = settings.get(key);
    return setting == null ? fallback : setting.value();
  }

  private Object value(OptionKey key) {
    return value(key, key.defaultValue());
  }

  private String place(OptionKey key) {
    @Nullable Setting setting = settings.get(key);
    return setting == null ? "option '" + key.jsonKey() + "'" : setting.place();
  }

  private Segment segment() {
    var segment = (String) value(OptionKey.EXECUTION_SEGMENT);
    var sequence = (String) value(OptionKey.EXECUTION_SEGMENT_SEQUENCE);
    OptionKey culprit = OptionKey.EXECUTION_SEGMENT_SEQUENCE;
    try {
      Segment.checkSequence(sequence);
      culprit = OptionKey.EXECUTION_SEGMENT;
      return Segment.parse(segment, sequence);
    } catch (IllegalArgumentException e) {
      if (culprit == OptionKey.EXECUTION_SEGMENT && segment.isBlank()) {
        throw new OptionsFault(
            place(OptionKey.EXECUTION_SEGMENT_SEQUENCE)
                + " needs --execution-segment beside it, which says what part this instance runs");
      }
      throw new OptionsFault(place(culprit) + " " + e.getMessage());
    }
  }

  private boolean flag(OptionKey key) {
    return (Boolean) value(key);
  }

  private Duration timeout(OptionKey key) {
    var timeout = (Duration) value(key);
    if (!timeout.isPositive()) {
      throw new OptionsFault(
          place(key) + " must be more than 0, found " + Durations.format(timeout));
    }
    return timeout;
  }

  @SuppressWarnings("unchecked") // each value is what the kind of its option says
  private List<String> trendStats() {
    List<String> stats = (List<String>) value(OptionKey.SUMMARY_TREND_STATS);
    for (String stat : stats) {
      if (!isTrendStat(stat)) {
        throw new OptionsFault(
            OptionsFault.Reason.USAGE,
            place(OptionKey.SUMMARY_TREND_STATS)
                + " has the unknown statistic '"
                + stat
                + "'; use avg, min, med, max, count or p(N) with N from 0 to 100");
      }
    }
    return stats;
  }

  private static boolean isTrendStat(String stat) {
    var percentile = PERCENTILE.matcher(stat);
    return PLAIN_STAT.matcher(stat).matches()
        || (percentile.matches() && Double.parseDouble(percentile.group(1)) <= 100);
  }

  @SuppressWarnings("unchecked") // each value is what the kind of its option says
  private Set<String> systemTags() {
    var tags =
        new LinkedHashSet<>((List<String>) value(OptionKey.SYSTEM_TAGS, DEFAULT_SYSTEM_TAGS));
    tags.removeIf(tag -> !DEFAULT_SYSTEM_TAGS.contains(tag) && !OPTIONAL_SYSTEM_TAGS.contains(tag));
    return tags;
  }
}
