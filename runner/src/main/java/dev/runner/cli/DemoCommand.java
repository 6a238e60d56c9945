package dev.runner.cli;

import dev.runner.cli.exit.ExitCode;
import dev.runner.demo.DemoFault;
import dev.runner.demo.DemoServer;
import dev.runner.process.Surroundings;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `runner demo`: a server to try things on.
@Command(
    name = "demo",
    description = "Serves a small shop and echo routes on this machine, until Ctrl-C.")
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  boolean help;

  @Option(
      names = {"-p", "--port"},
      paramLabel = "N",
      defaultValue = "8080",
      description = "the port on 127.0.0.1; 0 for any free one (default ${DEFAULT-VALUE})")
  private int port;

  private final Surroundings surroundings;

  DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > 65_535) {
      surroundings.err().println("runner demo: --port must be from 0 to 65535, found " + port);
      return ExitCode.USAGE.number();
    }
    var stop = new CountDownLatch(1);
    try (var _ = surroundings.signals().listen(stop::countDown);
        var server = DemoServer.start(port)) {
      surroundings.out().println("demo server: " + server.baseUrl() + " (Ctrl-C ends it)");
      surroundings.out().flush();
      stop.await();
      return ExitCode.OK.number();
    } catch (DemoFault e) {
      surroundings.err().println("runner demo: " + e.getMessage());
      return ExitCode.USAGE.number();
    }
  }
}
