package dev.runner.cli;

import dev.runner.cli.exit.ExitCode;
import dev.runner.cli.live.LiveCommand;
import dev.runner.cli.report.MergeCommand;
import dev.runner.cli.report.ReportCommand;
import dev.runner.cli.run.RunCommand;
import dev.runner.cli.script.NewCommand;
import dev.runner.cli.script.ScriptCommands;
import dev.runner.process.Surroundings;
import dev.runner.process.Version;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `runner` itself: the list of its commands.
@Command(
    name = "runner",
    description = "Runs k6-style JavaScript load tests.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Start with:  runner run --demo scripts/quickstart.js"})
final class RootCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  boolean help;

  @Option(names = "--version", description = "show the version")
  boolean version;

  private final Surroundings surroundings;

  private RootCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// Without a command, help.
  @Override
  public void run() {
    if (version) {
      surroundings.out().println(Version.line());
      return;
    }
    surroundings.out().print(spec.commandLine().getUsageMessage());
  }

  /// @return the exit code
  static int run(Surroundings surroundings, String... arguments) {
    var root = new CommandLine(new RootCommand(surroundings));
    Map<String, Supplier<Object>> verbs = verbs(surroundings);
    @Nullable String verb =
        arguments.length > 0 && verbs.containsKey(arguments[0]) ? arguments[0] : null;
    // Reading the flags of a command takes long; those of the others are not needed.
    verbs.forEach(
        (name, command) -> {
          if (verb == null || verb.equals(name)) {
            root.addSubcommand(name, command.get());
          }
        });
    var colours =
        CommandLine.Help.defaultColorScheme(
            surroundings.outIsTerminal() && !surroundings.forbidsColour()
                ? CommandLine.Help.Ansi.ON
                : CommandLine.Help.Ansi.OFF);
    root.setColorScheme(colours);
    root.setUsageHelpAutoWidth(false);
    root.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
    root.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
    root.setParameterExceptionHandler((e, given) -> explain(surroundings, e));
    // Commands answer for their own faults; what else they throw is a mistake of ours.
    root.setExecutionExceptionHandler(
        (e, command, given) -> {
          boolean verbose =
              List.of(arguments).contains("-v") || List.of(arguments).contains("--verbose");
          surroundings
              .err()
              .println(
                  "runner failed by a fault of its own: "
                      + e
                      + (verbose ? "" : "; --verbose shows where"));
          if (verbose) {
            e.printStackTrace(surroundings.err());
          }
          return ExitCode.USAGE.number();
        });
    return root.execute(spelledOut(root, arguments));
  }

  /// All commands by their names, in the order of the help.
  private static Map<String, Supplier<Object>> verbs(Surroundings surroundings) {
    Map<String, Supplier<Object>> verbs = new LinkedHashMap<>();
    // Only a CommandLine of its own asks the model transformer that adds the flags.
    verbs.put("run", () -> new CommandLine(new RunCommand(surroundings)));
    verbs.put("new", () -> new NewCommand(surroundings));
    verbs.put("inspect", () -> new ScriptCommands.Inspect(surroundings));
    verbs.put("archive", () -> new CommandLine(new ScriptCommands.Archive(surroundings)));
    verbs.put("deps", () -> new ScriptCommands.Deps(surroundings));
    verbs.put("plan", () -> new CommandLine(new RunCommand.Plan(surroundings)));
    verbs.put("report", () -> new ReportCommand(surroundings));
    verbs.put("merge", () -> new MergeCommand(surroundings));
    verbs.put("demo", () -> new DemoCommand(surroundings));
    LiveCommand.all(surroundings).forEach(command -> verbs.put(command.name(), () -> command));
    verbs.put("version", () -> new VersionCommand(surroundings));
    return verbs;
  }

  /// Writes out what flags that may stand alone stand for then, such as `--switch=true`. A switch
  /// may be given as `--switch=false` as well, but must not take the word after it for its value.
  private static String[] spelledOut(CommandLine root, String... arguments) {
    var switches = new HashMap<String, String>();
    for (CommandLine command : root.getSubcommands().values()) {
      for (CommandLine.Model.OptionSpec option : command.getCommandSpec().options()) {
        String alone = option.fallbackValue();
        if (alone != null && !alone.isEmpty()) {
          List.of(option.names()).forEach(name -> switches.put(name, alone));
        }
      }
    }
    return Arrays.stream(arguments)
        .map(
            argument ->
                switches.containsKey(argument) ? argument + "=" + switches.get(argument) : argument)
        .toArray(String[]::new);
  }

  private static int explain(Surroundings surroundings, ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage");
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()) {
      boolean verb = e.getCommandLine().getParent() == null;
      message = (verb ? "no command '" : "one too many: '") + unmatched.getUnmatched().get(0) + "'";
    }
    surroundings.err().println(command + ": " + message + "; see '" + command + " --help'");
    return ExitCode.USAGE.number();
  }
}
