package dev.runner.launch;

import dev.runner.js.JsModules;
import dev.runner.log.Log;
import dev.runner.options.Durations;
import dev.runner.options.OptionsFault;
import dev.runner.options.OptionsLayer;
import dev.runner.options.OptionsReader;
import dev.runner.plan.ExecutionPlan;
import dev.runner.plan.Planner;
import dev.runner.sample.MetricRegistry;
import dev.runner.script.Script;
import dev.runner.script.ScriptLoader;
import dev.runner.source.ScriptArchive;
import dev.runner.vu.ScriptFacts;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A script whose init code ran, looked at without running its test.
public final class Inspection implements AutoCloseable {
  private final RunRequest request;
  private final Script script;
  private final ScriptFacts facts;
  private final List<OptionsLayer> layers;

  private Inspection(RunRequest request, Script script) {
    this.request = request;
    this.script = script;
    Log log = request.log();
    facts =
        ScriptFacts.read(
            script,
            Archives.scriptEnv(request.scriptEnv(), script),
            new MetricRegistry(),
            Wiring.secrets(request),
            OptionalLong.empty(),
            request.clock(),
            log);
    if (facts.functions().isEmpty()) {
      throw new OptionsFault(
          OptionsFault.Reason.USAGE,
          "no exported functions in script '" + script.path() + "': export a default function");
    }
    layers =
        List.of(
            request.config().layer(),
            OptionsLayer.ofScript(
                Archives.options(script, facts.optionsJson()), script.path().toString()),
            request.environment(),
            request.flags());
  }

  /// Loads the script.
  ///
  /// @throws dev.runner.script.ScriptError if it cannot be loaded
  /// @throws OptionsFault if it exports no function, or options of the wrong type
  public static Inspection of(RunRequest request) {
    Script script =
        new ScriptLoader(JsModules.all(), JsModules.globals(), request.sources())
            .load(request.script());
    try {
      return new Inspection(request, script);
    } catch (RuntimeException | Error e) {
      script.close();
      throw e;
    }
  }

  /// Every option by name, null for those that are not set.
  public Map<String, @Nullable Object> options() {
    return OptionsReader.list(layers, false);
  }

  /// Every option by name, with scenarios in place of shortcuts, and what the test needs:
  /// `totalDuration` and `maxVUs`.
  ///
  /// @throws OptionsFault if the scenarios make no sense
  public Map<String, @Nullable Object> requirements() {
    Map<String, @Nullable Object> all = OptionsReader.list(layers, true);
    OptionsReader.Resolved resolved = OptionsReader.read(layers, request.userAgent());
    ExecutionPlan plan = Planner.plan(resolved.options(), facts.functions());
    all.put("scenarios", OptionsReader.listScenarios(resolved.options()));
    all.put("totalDuration", Durations.format(plan.maxDuration()));
    all.put("maxVUs", plan.maxVus());
    return all;
  }

  /// The modules that the script loaded: URLs of files, names of built-in modules; sorted.
  public List<String> modules() {
    return script.modules();
  }

  /// The script with all files that it read and all options.
  ///
  /// @param env the variables to keep with it
  public ScriptArchive pack(Map<String, String> env) {
    try {
      return script.pack(OptionsReader.list(layers, true), env);
    } catch (IOException e) {
      throw new OptionsFault(
          OptionsFault.Reason.USAGE, "a file that the script reads is gone: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    script.close();
  }
}
