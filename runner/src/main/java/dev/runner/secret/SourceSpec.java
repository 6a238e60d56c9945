package dev.runner.secret;

import dev.runner.options.OptionsFault;
import java.util.ArrayList;
import java.util.List;

/// One `--secret-source`, taken apart: `TYPE=[name=N,][default,]SETTINGS`.
///
/// @param given as the user wrote it
/// @param name empty if it has none
/// @param isDefault whether it says `default`
/// @param settings what is left, at the commas
record SourceSpec(
    String given, String type, String name, boolean isDefault, List<String> settings) {
  SourceSpec {
    settings = List.copyOf(settings);
  }

  static SourceSpec parse(String given) {
    int equals = given.indexOf('=');
    String type = equals < 0 ? given : given.substring(0, equals);
    String name = "";
    boolean isDefault = false;
    List<String> settings = new ArrayList<>();
    for (String part : equals < 0 ? new String[0] : given.substring(equals + 1).split(",")) {
      if (part.startsWith("name=")) {
        name = part.substring("name=".length());
      } else if (part.equals("default")) {
        isDefault = true;
      } else if (!part.isEmpty()) {
        settings.add(part);
      }
    }
    return new SourceSpec(given, type, name, isDefault, settings);
  }

  /// What the source is called: its name, or else its type.
  String label() {
    return name.isEmpty() ? type : name;
  }

  /// An error about this source. It does not repeat the settings, which may be secrets.
  OptionsFault wrong(String why) {
    return new OptionsFault(OptionsFault.Reason.USAGE, "--secret-source " + type + ": " + why);
  }
}
