package dev.runner.cli.run;

import dev.runner.options.Environment;
import dev.runner.options.OptionsFault;
import dev.runner.process.Surroundings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags that say which variables a script has in `__ENV`.
public final class EnvFlags {
  private static final String SYSTEM = "include-system-env-vars";

  @Option(
      names = {"-e", "--env"},
      paramLabel = "NAME=VALUE",
      description = "set a variable of __ENV; may be repeated")
  private List<String> env = new ArrayList<>();

  @Option(
      names = "--" + SYSTEM,
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "whether __ENV has the system's variables (default true, but not in archives)")
  private @Nullable String system;

  /// What the script sees: the system's variables, unless not wanted, and those of `-e` over them.
  ///
  /// @param withSystem whether the system's variables are wanted if nobody says otherwise
  public Map<String, String> seen(
      Surroundings surroundings, Environment environment, boolean withSystem) {
    return variables(
        surroundings,
        SessionFlags.flag(SYSTEM, system, environment, "INCLUDE_SYSTEM_ENV_VARS", withSystem));
  }

  /// What these flags ask for, whatever the environment says.
  public Map<String, String> given(Surroundings surroundings) {
    return variables(surroundings, system != null && SessionFlags.isTrue(SYSTEM, system));
  }

  private Map<String, String> variables(Surroundings surroundings, boolean withSystem) {
    var variables = new LinkedHashMap<String, String>();
    if (withSystem) {
      variables.putAll(surroundings.env());
    }
    for (String variable : env) {
      int equals = variable.indexOf('=');
      if (equals == 0 || variable.isEmpty()) {
        throw new OptionsFault(
            OptionsFault.Reason.USAGE, "--env must be like NAME=VALUE, found '" + variable + "'");
      }
      if (equals > 0) {
        variables.put(variable.substring(0, equals), variable.substring(equals + 1));
      } else {
        // A name alone takes the system's value.
        variables.put(variable, surroundings.env().getOrDefault(variable, ""));
      }
    }
    return variables;
  }
}
