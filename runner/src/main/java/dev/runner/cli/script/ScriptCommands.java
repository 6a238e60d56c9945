package dev.runner.cli.script;

import dev.runner.cli.exit.ExitCode;
import dev.runner.cli.exit.Faults;
import dev.runner.cli.run.ConsoleLog;
import dev.runner.cli.run.EnvFlags;
import dev.runner.cli.run.RunFlags;
import dev.runner.cli.run.ScriptFlags;
import dev.runner.clock.SystemClock;
import dev.runner.console.LogFormat;
import dev.runner.json.Json;
import dev.runner.launch.Inspection;
import dev.runner.launch.RunRequest;
import dev.runner.log.LogLevel;
import dev.runner.options.ConfigFile;
import dev.runner.options.Environment;
import dev.runner.options.OptionsLayer;
import dev.runner.process.Surroundings;
import dev.runner.process.Version;
import dev.runner.script.Jit;
import dev.runner.secret.SecretSources;
import dev.runner.vu.VuThreads;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The commands that load a script without running its test.
public final class ScriptCommands {
  private ScriptCommands() {}

  /// What these commands have in common: the script, its variables, and how faults are shown.
  abstract static class ScriptCommand implements Callable<Integer> {
    @Parameters(
        paramLabel = "SCRIPT",
        description = "the script or archive: a file, an https URL, or - for standard input")
    private String script = "";

    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "show this help")
    boolean help;

    @Mixin private EnvFlags env = new EnvFlags();
    @Mixin private ScriptFlags files = new ScriptFlags();

    private final Surroundings surroundings;

    ScriptCommand(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    Surroundings surroundings() {
      return surroundings;
    }

    /// Whether the script sees the system's variables unless a flag says otherwise.
    boolean seesSystem() {
      return true;
    }

    /// The layers of options beside that of the script; none unless a command says otherwise.
    Layers layers(Environment environment) {
      return new Layers(
          OptionsLayer.ofFlags(Map.of()),
          OptionsLayer.ofEnvironment(new Environment(Map.of())),
          ConfigFile.none(),
          Map.of());
    }

    record Layers(
        OptionsLayer flags,
        OptionsLayer environment,
        ConfigFile config,
        Map<String, List<String>> given) {}

    abstract void show(Inspection inspection) throws IOException;

    @Override
    public Integer call() {
      var environment = new Environment(surroundings.env());
      var log =
          new ConsoleLog(
              LogFormat.text(), LogLevel.INFO, new SystemClock(), surroundings.err()::println);
      try (Inspection inspection = Inspection.of(request(environment, log))) {
        show(inspection);
        return ExitCode.OK.number();
      } catch (IOException e) {
        log.error("cannot write: " + e.getMessage());
        return ExitCode.USAGE.number();
      } catch (RuntimeException e) {
        if (!Faults.isForUser(e)) {
          throw e;
        }
        log.error(String.valueOf(e.getMessage()));
        return Faults.codeOf(e).number();
      }
    }

    private RunRequest request(Environment environment, ConsoleLog log) {
      Layers layers = layers(environment);
      return new RunRequest(
          files.source(surroundings, environment, script),
          files.settings(surroundings, environment, layers.given()),
          env.seen(surroundings, environment, seesSystem()),
          layers.flags(),
          layers.environment(),
          environment,
          layers.config(),
          List.of(),
          false,
          "none",
          false,
          false,
          false,
          Version.number(),
          VuThreads.VIRTUAL,
          Jit.OFF,
          Optional.empty(),
          SecretSources.of(
              List.of(),
              surroundings.env(),
              surroundings.directory(),
              new SystemClock(),
              log.redaction()),
          surroundings.directory(),
          OutputStream.nullOutputStream(),
          new SystemClock(),
          log);
    }

    /// The variables to keep in an archive.
    Map<String, String> packedEnv() {
      return env.given(surroundings);
    }
  }

  /// `runner inspect`: what a script asks for.
  @Command(
      name = "inspect",
      description = "Prints the options of a script as JSON.",
      sortOptions = false)
  public static final class Inspect extends ScriptCommand {
    @Option(
        names = "--execution-requirements",
        description = "show the scenarios that run, the longest duration and the most VUs as well")
    private boolean requirements;

    public Inspect(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    void show(Inspection inspection) {
      Map<String, ?> options = requirements ? inspection.requirements() : inspection.options();
      surroundings()
          .out()
          .println(
              Json.write(options, 2)
                  .replace("<", "\\u003c")
                  .replace(">", "\\u003e")
                  .replace("&", "\\u0026"));
    }
  }

  /// `runner archive`: packs a test into one file.
  @Command(
      name = "archive",
      description = {
        "Packs a script with its modules, data files and options into one file,",
        "which 'runner run' runs anywhere."
      },
      modelTransformer = RunFlags.class,
      sortOptions = false)
  public static final class Archive extends ScriptCommand {
    @Option(
        names = {"-O", "--archive-out"},
        paramLabel = "FILE",
        description = "the file to write (default archive.tar); - is standard output")
    private String archive = "archive.tar";

    @Option(
        names = {"-c", "--config"},
        paramLabel = "FILE",
        description = "a JSON file of options")
    private @Nullable String config;

    @Spec private CommandSpec spec = CommandSpec.create();

    public Archive(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    boolean seesSystem() {
      return false;
    }

    @Override
    Layers layers(Environment environment) {
      Map<String, List<String>> given = RunFlags.given(spec);
      return new Layers(
          OptionsLayer.ofFlags(given),
          OptionsLayer.ofEnvironment(environment),
          ConfigFile.load(Optional.ofNullable(config), environment, surroundings().home()),
          given);
    }

    @Override
    void show(Inspection inspection) throws IOException {
      var packed = inspection.pack(packedEnv());
      if (archive.equals("-")) {
        packed.write(surroundings().out(), Version.number());
        surroundings().out().flush();
        return;
      }
      Path file = surroundings().directory().resolve(archive);
      try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
        packed.write(out, Version.number());
      }
    }
  }

  /// `runner deps`: what a script imports.
  @Command(
      name = "deps",
      description = "Lists the modules that a script loads.",
      sortOptions = false)
  public static final class Deps extends ScriptCommand {
    @Option(names = "--json", description = "as JSON")
    private boolean json;

    public Deps(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    void show(Inspection inspection) {
      List<String> modules = inspection.modules();
      if (!json) {
        modules.forEach(surroundings().out()::println);
        return;
      }
      var facts = new LinkedHashMap<String, Object>();
      facts.put("buildDependencies", Map.of("k6", "*"));
      facts.put("imports", modules);
      facts.put("customBuildRequired", false);
      surroundings().out().println(Json.write(facts, 2));
    }
  }
}
