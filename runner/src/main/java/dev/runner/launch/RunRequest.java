package dev.runner.launch;

import dev.runner.clock.Clock;
import dev.runner.log.Log;
import dev.runner.options.ConfigFile;
import dev.runner.options.Environment;
import dev.runner.options.OptionsLayer;
import dev.runner.script.Jit;
import dev.runner.script.ScriptSource;
import dev.runner.secret.SecretSources;
import dev.runner.source.SourceSettings;
import dev.runner.vu.VuThreads;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the user asked to run.
///
/// @param sources where files of the script may come from
/// @param scriptEnv what `__ENV` holds
/// @param flags the options given on the command line
/// @param environment the options given in the environment
/// @param variables the environment of the process
/// @param config the options of the config file
/// @param outputs as given, such as `json=results.json`
/// @param timeline whether to keep how numbers go over time
/// @param traces where spans go, such as `otel=http://127.0.0.1:4317`; `none` for nowhere
/// @param thresholds whether thresholds count
/// @param details whether all metrics are told apart by scenario and group
/// @param perVu whether each virtual user is counted apart
/// @param warmUp how long to warm up before the test; empty for as long as the test needs it
/// @param version of this program
/// @param directory what the file names of outputs are relative to
/// @param standardOutput for outputs that write there
public record RunRequest(
    ScriptSource script,
    SourceSettings sources,
    Map<String, String> scriptEnv,
    OptionsLayer flags,
    OptionsLayer environment,
    Environment variables,
    ConfigFile config,
    List<String> outputs,
    boolean timeline,
    String traces,
    boolean thresholds,
    boolean details,
    boolean perVu,
    String version,
    VuThreads threads,
    Jit jit,
    Optional<Duration> warmUp,
    SecretSources secrets,
    Path directory,
    OutputStream standardOutput,
    Clock clock,
    Log log) {
  public RunRequest {
    scriptEnv = Map.copyOf(scriptEnv);
    outputs = List.copyOf(outputs);
  }

  /// The `User-Agent` header unless an option says otherwise.
  public String userAgent() {
    return "runner/" + version;
  }

  /// The same request, for those who only want to know what would run.
  public RunRequest withoutOutputs() {
    return new RunRequest(
        script,
        sources,
        scriptEnv,
        flags,
        environment,
        variables,
        config,
        List.of(),
        false,
        "none",
        thresholds,
        details,
        false,
        version,
        threads,
        jit,
        warmUp,
        secrets,
        directory,
        standardOutput,
        clock,
        log);
  }
}
