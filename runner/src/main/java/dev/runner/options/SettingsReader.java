package dev.runner.options;

import dev.runner.spelling.Suggestions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Reads the settings of one scenario and collects everything that is wrong with them, so that the
/// user hears of all of it at once.
///
/// A value of the wrong type is noted as a problem and read as its fallback; null counts as not
/// given. Used by one thread.
public final class SettingsReader {
  private final Map<String, ? extends @Nullable Object> settings;
  private final String prefix;
  private final List<String> problems;
  private final Set<String> known = new HashSet<>();
  private final Set<String> bad = new HashSet<>();
  private final List<SettingsReader> children = new ArrayList<>();

  /// @param settings such as [ScenarioOptions#settings]
  public SettingsReader(Map<String, ? extends @Nullable Object> settings) {
    this(settings, "", new ArrayList<>());
  }

  private SettingsReader(
      Map<String, ? extends @Nullable Object> settings, String prefix, List<String> problems) {
    this.settings = settings;
    this.prefix = prefix;
    this.problems = problems;
  }

  /// Whether a setting is given and not null.
  public boolean has(String key) {
    known.add(key);
    return settings.get(key) != null;
  }

  /// A whole number, also when written as a text.
  public long integer(String key, long fallback) {
    return read(key, fallback, JsonValues::integer);
  }

  /// A whole number that must be given; 0 if it is not.
  public long requiredInteger(String key) {
    return integer(required(key), 0);
  }

  /// A text such as `1m30s` or a number of milliseconds; may be negative.
  public Duration duration(String key, Duration fallback) {
    return read(key, fallback, Durations::of);
  }

  /// A duration that must be given; zero if it is not.
  public Duration requiredDuration(String key) {
    return duration(required(key), Duration.ZERO);
  }

  public String text(String key, String fallback) {
    return read(key, fallback, JsonValues::text);
  }

  /// Texts by name, in the order of writing; empty if not given.
  public Map<String, String> texts(String key) {
    return read(key, Map.of(), JsonValues::textMap);
  }

  /// The settings of each object in an array, such as the stages; they share their problems with
  /// this reader. Empty if not given.
  public List<SettingsReader> objects(String key) {
    List<?> items =
        read(
            key,
            List.of(),
            (Object value, String what) -> {
              if (value instanceof List<?> list) {
                return list;
              }
              throw JsonValues.wrong(what, "an array of objects", value);
            });
    var readers = new ArrayList<SettingsReader>();
    for (int i = 0; i < items.size(); i++) {
      String place = prefix + key + "[" + i + "]";
      try {
        Map<String, @Nullable Object> object = JsonValues.object(items.get(i), place);
        readers.add(new SettingsReader(object, place + ".", problems));
      } catch (OptionsFault e) {
        problems.add(message(e));
      }
    }
    children.addAll(readers);
    return List.copyOf(readers);
  }

  /// Notes a problem with a setting unless there is one with it already.
  ///
  /// @param rule what must hold, to be read after the key: `must be more than 0`
  public void require(String key, boolean holds, String rule) {
    if (!holds && bad.add(key)) {
      problems.add(prefix + key + " " + rule);
    }
  }

  /// Notes a problem in the words of the caller.
  public void problem(String text) {
    problems.add(text);
  }

  /// Notes as a problem each setting that nobody asked for; to be called last.
  public void rejectUnknown() {
    for (String key : settings.keySet()) {
      if (!known.contains(key)) {
        problems.add("unknown key '" + prefix + key + "'" + didYouMean(key));
      }
    }
    children.forEach(SettingsReader::rejectUnknown);
  }

  private String didYouMean(String key) {
    var candidates = new ArrayList<>(known);
    if (prefix.isEmpty()) {
      candidates.addAll(ScenarioReader.KEYS);
    }
    candidates.removeAll(settings.keySet());
    return Suggestions.didYouMean(key, candidates);
  }

  /// What is wrong, in the order of finding; empty if nothing is.
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /// All problems in one line, separated by commas.
  public String joined() {
    return String.join(", ", problems);
  }

  private String required(String key) {
    require(key, has(key), "is missing");
    return key;
  }

  private <T> T read(String key, T fallback, BiFunction<Object, String, T> reader) {
    known.add(key);
    @Nullable Object value = settings.get(key);
    if (value == null) {
      return fallback;
    }
    try {
      return reader.apply(value, prefix + key);
    } catch (OptionsFault e) {
      if (bad.add(key)) {
        problems.add(message(e));
      }
      return fallback;
    }
  }

  private static String message(OptionsFault fault) {
    return String.valueOf(fault.getMessage());
  }
}
