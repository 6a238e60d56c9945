package dev.runner.output;

import dev.runner.options.Durations;
import dev.runner.options.Environment;
import dev.runner.options.OptionsFault;
import dev.runner.spelling.Suggestions;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What the user set for one output: in its argument, such as `csv=fileName=a.csv,saveInterval=2s`,
/// else in variables of the environment, such as `RUNNER_CSV_FILENAME` or `K6_CSV_FILENAME`.
///
/// A value is asked for by the name of its variable without `RUNNER_` or `K6_`, and, if it can
/// stand in the argument, by the key that it has there.
public final class OutputSettings {
  private final String type;
  private final Map<String, String> argument;
  private final Environment environment;

  private OutputSettings(String type, Map<String, String> argument, Environment environment) {
    this.type = type;
    this.argument = argument;
    this.environment = environment;
  }

  /// Settings from the environment alone.
  public static OutputSettings of(String type, OutputContext context) {
    return new OutputSettings(type, Map.of(), context.environment());
  }

  /// Settings from an argument of the form `key=value,key=value` and the environment.
  ///
  /// @param keys all that the argument may have
  /// @throws OutputFault if the argument has another form or another key
  public static OutputSettings of(
      String type, String argument, Collection<String> keys, OutputContext context) {
    return of(type, pairs(argument, '=', "output " + type), keys, context);
  }

  /// Settings from pairs, such as the query of a URL, and the environment.
  ///
  /// @param keys all that the pairs may have
  /// @throws OutputFault if they have another key
  public static OutputSettings of(
      String type, Map<String, String> pairs, Collection<String> keys, OutputContext context) {
    for (String key : pairs.keySet()) {
      if (!keys.contains(key)) {
        throw new OutputFault(
            String.format(
                "output %s: no setting is named '%s'%s; use %s",
                type, key, Suggestions.didYouMean(key, keys), String.join(", ", keys)));
      }
    }
    return new OutputSettings(type, Map.copyOf(pairs), context.environment());
  }

  /// Whether an argument has the form that [#of(String, String, Collection, OutputContext)] reads,
  /// rather than being one value, such as a file name.
  ///
  /// @param keys all that the argument may have
  public static boolean isPairs(String argument, Collection<String> keys) {
    int equals = argument.indexOf('=');
    return equals > 0 && keys.contains(argument.substring(0, equals).strip());
  }

  /// The text of a setting, unless it is empty.
  ///
  /// @param key in the argument; empty if it cannot stand there
  /// @param variable without prefix, such as `CSV_FILENAME`
  public Optional<String> text(String key, String variable) {
    String given = argument.getOrDefault(key, "");
    return given.isEmpty() ? environment.text(variable) : Optional.of(given);
  }

  /// @param variable without prefix
  public Optional<String> text(String variable) {
    return text("", variable);
  }

  /// A setting that is `true` or `false`; false if it is not set.
  ///
  /// @param variable without prefix
  public boolean flag(String key, String variable) {
    return read(
        key,
        variable,
        "true or false",
        false,
        text ->
            switch (text) {
              case "true", "1" -> true;
              case "false", "0" -> false;
              default -> throw new IllegalArgumentException(text);
            });
  }

  /// @param variable without prefix
  public boolean flag(String variable) {
    return flag("", variable);
  }

  /// A setting that is a duration above zero, such as `5s`.
  ///
  /// @param variable without prefix
  public Duration duration(String key, String variable, Duration otherwise) {
    return read(
        key,
        variable,
        "a duration above zero such as 5s",
        otherwise,
        text -> {
          Duration duration = Durations.parse(text);
          if (!duration.isPositive()) {
            throw new IllegalArgumentException(text);
          }
          return duration;
        });
  }

  /// @param variable without prefix
  public Duration duration(String variable, Duration otherwise) {
    return duration("", variable, otherwise);
  }

  /// A setting that is a whole number of at least one.
  ///
  /// @param variable without prefix
  public int count(String key, String variable, int otherwise) {
    return read(
        key,
        variable,
        "a whole number above zero",
        otherwise,
        text -> {
          int count = Integer.parseInt(text);
          if (count < 1) {
            throw new IllegalArgumentException(text);
          }
          return count;
        });
  }

  /// A setting that is one of a few words.
  ///
  /// @param variable without prefix
  public String choice(String key, String variable, List<String> words, String otherwise) {
    return read(
        key,
        variable,
        "one of " + String.join(", ", words),
        otherwise,
        text -> {
          if (!words.contains(text)) {
            throw new IllegalArgumentException(text);
          }
          return text;
        });
  }

  /// A setting that is a list of pairs, such as the headers `x-a:1,x-b:2`; may be empty.
  ///
  /// @param variable without prefix
  /// @param separator between name and value
  public Map<String, String> pairs(String key, String variable, char separator) {
    return text(key, variable)
        .map(text -> pairs(text, separator, "output " + type + ": " + name(key, variable)))
        .orElse(Map.of());
  }

  /// A fault that names a setting.
  ///
  /// @param problem what is wrong and how to mend it, such as `is no URL; write http://host:port`
  public OutputFault fault(String key, String variable, String problem) {
    return new OutputFault("output " + type + ": " + name(key, variable) + " " + problem);
  }

  private <T> T read(
      String key, String variable, String wanted, T otherwise, Function<String, T> parser) {
    Optional<String> text = text(key, variable);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      return parser.apply(text.get());
    } catch (IllegalArgumentException | OptionsFault _) {
      throw fault(key, variable, "must be " + wanted + ", found '" + text.get() + "'");
    }
  }

  /// What the user knows a setting by.
  private String name(String key, String variable) {
    return argument.getOrDefault(key, "").isEmpty()
        ? environment.find(variable).map(Environment.Variable::name).orElse("K6_" + variable)
        : "'" + key + "'";
  }

  private static Map<String, String> pairs(String text, char separator, String place) {
    var pairs = new LinkedHashMap<String, String>();
    for (String part : text.split(",", -1)) {
      if (part.isBlank()) {
        continue;
      }
      int at = part.indexOf(separator);
      if (at < 1) {
        throw new OutputFault(
            String.format(
                "%s: '%s' is no pair; write name%svalue,name%svalue",
                place, part.strip(), separator, separator));
      }
      pairs.put(part.substring(0, at).strip(), part.substring(at + 1).strip());
    }
    return pairs;
  }
}
