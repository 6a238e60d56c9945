package dev.runner.cli;

import dev.runner.cli.exit.ExitCode;
import dev.runner.json.Json;
import dev.runner.process.Surroundings;
import dev.runner.process.Version;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `runner version`: which program this is.
@Command(name = "version", description = "Shows the version.")
final class VersionCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  boolean help;

  @Option(names = "--json", description = "as JSON")
  private boolean json;

  private final Surroundings surroundings;

  VersionCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (json) {
      var facts = new LinkedHashMap<String, Object>();
      // What tools made for k6 look for; neither the commit nor Go is in this
      // program.
      facts.put("commit", "");
      facts.put("go_arch", Version.architecture());
      facts.put("go_os", Version.operatingSystem());
      facts.put("go_version", "");
      facts.put("version", Version.number());
      facts.put("java", Version.java());
      facts.put("system", Version.system());
      surroundings.out().println(Json.write(facts));
    } else {
      surroundings.out().println(Version.line());
    }
    return ExitCode.OK.number();
  }
}
