package dev.runner.output.file;

import dev.runner.output.OutputContext;
import dev.runner.output.OutputSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the user says of an output that writes to a file: the file's name alone, or pairs such as
/// `fileName=FILE,interval=1s`, each of which may come from the environment instead.
///
/// @param target the file, or standard output
/// @param settings the others
public record FileArgument(Target target, OutputSettings settings) {
  private static final String FILE_NAME = "fileName";

  /// @param type of the output, such as `csv`; the file may be in the variable `CSV_FILENAME`
  /// @param others which keys there are beside `fileName`
  /// @param standard the file if the user names none
  /// @throws dev.runner.output.OutputFault if the argument makes no sense
  public static FileArgument read(
      String type,
      Optional<String> argument,
      List<String> others,
      String standard,
      OutputContext context) {
    List<String> keys = new ArrayList<>(others);
    keys.addFirst(FILE_NAME);
    String given = argument.orElse("");
    boolean pairs = OutputSettings.isPairs(given, keys);
    OutputSettings settings =
        pairs ? OutputSettings.of(type, given, keys, context) : OutputSettings.of(type, context);
    String file =
        pairs || given.isEmpty()
            ? settings.text(FILE_NAME, type.toUpperCase(Locale.ROOT) + "_FILENAME").orElse(standard)
            : given;
    return new FileArgument(Target.of(type, file, context), settings);
  }
}
