package dev.runner.cli;

import dev.runner.json.Json;
import dev.runner.launch.RunRequest;
import dev.runner.launch.TestRun;
import dev.runner.preview.PlanJson;
import dev.runner.preview.PlanText;
import dev.runner.process.Surroundings;
import dev.runner.random.Seed;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `runner plan`: says what `runner run` with the same flags would start when, and runs nothing.
@Command(
    name = "plan",
    description = "Shows what a load test would start when, without running it.",
    sortOptions = false,
    customSynopsis = "runner plan [FLAGS] SCRIPT",
    footer = {"", "Takes the flags of 'runner run'; exit codes are the same."})
final class PlanCommand extends RunCommand {
  private static final int COLUMNS = 80;

  @Option(names = "--json", description = "print JSON, with every step")
  private boolean json;

  PlanCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  ExitCode run(RunRequest request, Session settings, boolean linger, ConsoleLog log) {
    try (TestRun test = TestRun.prepare(request.withoutOutputs())) {
      var seed = new Seed(test.seed());
      if (json) {
        surroundings.out().println(Json.write(PlanJson.of(test.plan(), seed), 2));
      } else {
        int columns = surroundings.outIsTerminal() ? surroundings.terminal().columns() : COLUMNS;
        PlanText.render(test.plan(), seed, columns, readsUnicode())
            .forEach(surroundings.out()::println);
      }
      return ExitCode.OK;
    }
  }

  /// Whether the user's locale does not rule out more than ASCII.
  private boolean readsUnicode() {
    String locale =
        Stream.of("LC_ALL", "LC_CTYPE", "LANG")
            .map(variable -> surroundings.env().getOrDefault(variable, ""))
            .filter(value -> !value.isEmpty())
            .findFirst()
            .orElse("UTF-8")
            .toUpperCase(Locale.ROOT);
    return locale.contains("UTF-8") || locale.contains("UTF8");
  }
}
