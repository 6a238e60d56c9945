package dev.runner.options;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The environment variables that configure the program: `RUNNER_X`, else `K6_X`. An empty one
/// counts as not set.
public record Environment(Map<String, String> variables) {
  private static final List<String> PREFIXES = List.of("RUNNER_", "K6_");

  /// One variable that is set.
  ///
  /// @param name with its prefix
  public record Variable(String name, String text) {
    String place() {
      return "environment variable " + name;
    }
  }

  public Environment {
    variables = Map.copyOf(variables);
  }

  /// @param name without prefix, such as `VUS`
  public Optional<Variable> find(String name) {
    for (String prefix : PREFIXES) {
      String text = variables.getOrDefault(prefix + name, "");
      if (!text.isEmpty()) {
        return Optional.of(new Variable(prefix + name, text));
      }
    }
    return Optional.empty();
  }

  /// The text of a variable.
  ///
  /// @param name without prefix
  public Optional<String> text(String name) {
    return find(name).map(Variable::text);
  }

  /// A variable that is `true` or `false`.
  ///
  /// @param name without prefix
  /// @throws OptionsFault if it is set to something else
  public Optional<Boolean> flag(String name) {
    return find(name)
        .map(
            variable ->
                switch (variable.text()) {
                  case "true" -> true;
                  case "false" -> false;
                  default ->
                      throw JsonValues.wrong(variable.place(), "true or false", variable.text());
                });
  }
}
