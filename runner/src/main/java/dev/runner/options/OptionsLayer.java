package dev.runner.options;

import dev.runner.net.Proxies;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one source says about options: some of them, each of the right type. Immutable.
///
/// Values that make no sense are faults at once; those that only make none together with others are
/// found by [OptionsReader].
public final class OptionsLayer {
  /// @param value of the type that the kind of its option says
  /// @param place for messages, such as `option 'vus' in script.js`
  record Setting(Object value, String place) {}

  private final String name;
  private final Map<OptionKey, Setting> settings;
  private final List<String> warnings;

  OptionsLayer(String name, Map<OptionKey, Setting> settings, List<String> warnings) {
    this.name = name;
    var copy = new EnumMap<OptionKey, Setting>(OptionKey.class);
    copy.putAll(settings);
    this.settings = Collections.unmodifiableMap(copy);
    this.warnings = List.copyOf(warnings);
  }

  /// The layer of a script.
  ///
  /// @param options the JSON value of what the script exports; null if it exports none
  /// @param file for messages
  /// @throws OptionsFault if it is no object or a known key has the wrong type
  public static OptionsLayer ofScript(@Nullable Object options, String file) {
    if (options == null) {
      return new OptionsLayer("script", Map.of(), List.of());
    }
    var unknown = new ArrayList<String>();
    Map<OptionKey, Setting> settings =
        fromJson(JsonValues.object(options, "'options' of " + file), file, unknown);
    return new OptionsLayer(
        "script",
        settings,
        unknown.isEmpty()
            ? List.of()
            : List.of("unknown fields in the options: " + String.join(", ", unknown)));
  }

  /// The layer of a config file; keys that are no options are passed over.
  ///
  /// @param file for messages
  /// @throws OptionsFault if a known key has the wrong type
  public static OptionsLayer ofConfig(Map<String, ? extends @Nullable Object> json, String file) {
    return new OptionsLayer(
        "config", fromJson(JsonValues.object(json, file), file, new ArrayList<>()), List.of());
  }

  /// The layer of the environment; variables that are no options are passed over.
  ///
  /// @throws OptionsFault if a variable cannot be read
  public static OptionsLayer ofEnvironment(Environment environment) {
    var settings = new EnumMap<OptionKey, Setting>(OptionKey.class);
    for (OptionKey key : OptionKey.values()) {
      if (!key.variable().isEmpty()) {
        environment
            .find(key.variable())
            .ifPresent(
                variable ->
                    settings.put(
                        key,
                        new Setting(
                            key.kind().fromText(variable.text(), variable.place()),
                            variable.place())));
      }
    }
    Map<String, String> proxies = new HashMap<>(environment.variables());
    proxies.keySet().retainAll(Proxies.VARIABLES);
    if (!proxies.isEmpty()) {
      settings.put(OptionKey.PROXIES, new Setting(Map.copyOf(proxies), "the environment"));
    }
    return new OptionsLayer("env", settings, List.of());
  }

  /// The layer of the command line.
  ///
  /// @param flags the texts given for each flag, in order, by its long name without dashes (one of
  ///   [#flags]); a flag without text is to be given as `true`
  /// @throws OptionsFault for the reason [OptionsFault.Reason#USAGE] if a text cannot be read
  public static OptionsLayer ofFlags(Map<String, List<String>> flags) {
    var settings = new EnumMap<OptionKey, Setting>(OptionKey.class);
    flags.forEach(
        (flag, values) -> {
          @Nullable OptionKey key = OptionKey.ofFlag(flag);
          if (key == null) {
            throw new IllegalArgumentException("no option has the flag " + flag);
          }
          if (!values.isEmpty()) {
            String place = "--" + flag;
            settings.put(key, new Setting(fromFlags(key.kind(), values, place), place));
          }
        });
    return new OptionsLayer("cli", settings, List.of());
  }

  /// Puts layers on top of each other: for each option the highest layer that sets it counts; the
  /// options that decide what runs are replaced all together.
  ///
  /// @param lowestFirst each layer wins over those before it
  static OptionsLayer merge(List<OptionsLayer> lowestFirst) {
    var merged = new EnumMap<OptionKey, Setting>(OptionKey.class);
    var warnings = new ArrayList<String>();
    for (OptionsLayer layer : lowestFirst) {
      warnings.addAll(layer.warnings());
      Map<OptionKey, Setting> settings = layer.settings();
      if (!Collections.disjoint(settings.keySet(), OptionKey.EXECUTION)) {
        if (merged.containsKey(OptionKey.SCENARIOS)) {
          warnings.add(layer.name() + " level configuration overrode scenarios");
        }
        merged.keySet().removeAll(OptionKey.EXECUTION);
      }
      merged.putAll(settings);
    }
    return new OptionsLayer("merged", merged, warnings);
  }

  /// The long names, without dashes, of all flags that set an option.
  public static Set<String> flags() {
    return OptionKey.flags();
  }

  /// `config`, `script`, `env` or `cli`.
  public String name() {
    return name;
  }

  Map<OptionKey, Setting> settings() {
    return settings;
  }

  /// What the user should hear about this source, a line each.
  List<String> warnings() {
    return warnings;
  }

  private static Map<OptionKey, Setting> fromJson(
      Map<String, @Nullable Object> json, String file, List<String> unknown) {
    var settings = new EnumMap<OptionKey, Setting>(OptionKey.class);
    json.forEach(
        (name, value) -> {
          @Nullable OptionKey key = OptionKey.ofJson(name);
          if (key == null) {
            unknown.add(name + OptionKey.hint(name));
          } else if (value != null) {
            String place = "option '" + name + "' in " + file;
            settings.put(key, new Setting(key.kind().fromJson(value, place), place));
            if (key == OptionKey.STAGES) {
              unknown.addAll(Stages.unknownKeys(value));
            }
          }
        });
    return settings;
  }

  private static Object fromFlags(ValueKind kind, List<String> values, String place) {
    try {
      return kind.fromFlags(values, place);
    } catch (OptionsFault e) {
      throw new OptionsFault(OptionsFault.Reason.USAGE, String.valueOf(e.getMessage()));
    }
  }
}
