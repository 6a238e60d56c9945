package dev.runner.output;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One output as the user asked for it, such as `json=results.json`.
///
/// @param type the word before the `=`
/// @param argument all that follows it, if anything does
public record OutputSpec(String type, Optional<String> argument) {

  /// Splits the text at its first `=`.
  public static OutputSpec parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      return new OutputSpec(text.strip(), Optional.empty());
    }
    String argument = text.substring(equals + 1).strip();
    return new OutputSpec(
        text.substring(0, equals).strip(),
        argument.isEmpty() ? Optional.empty() : Optional.of(argument));
  }

  /// Makes the output, without starting it.
  ///
  /// @param known one factory for each type that there is
  /// @throws OutputFault if the type is unknown or the argument makes no sense
  public Output create(List<OutputFactory> known, OutputContext context) {
    for (OutputFactory factory : known) {
      if (factory.type().equals(type) || factory.aliases().contains(type)) {
        return factory.create(argument, context);
      }
    }
    throw new OutputFault(
        "output '"
            + type
            + "' is unknown; use one of: "
            + known.stream().map(OutputFactory::type).sorted().collect(Collectors.joining(", ")));
  }
}
