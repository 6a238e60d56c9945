package dev.runner.output;

import java.util.List;
import java.util.Optional;

/// Makes outputs of one type.
public interface OutputFactory {
  /// The word before the `=` on the command line, such as `json`.
  String type();

  /// Further words for the same.
  default List<String> aliases() {
    return List.of();
  }

  /// An output that is not started yet.
  ///
  /// @param argument what the user wrote after the `=`, if anything
  /// @throws OutputFault if the argument makes no sense
  Output create(Optional<String> argument, OutputContext context);
}
