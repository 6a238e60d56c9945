package dev.runner.cli;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Installs packages of the npm registry for tests, which are skipped where that is not possible.
final class Npm {
  private Npm() {}

  /// Installs packages unless an earlier run has.
  ///
  /// @param packages such as `uuid@14.0.3 chai@6.3.0`
  static void install(Path folder, String packages) throws Exception {
    Path done = folder.resolve("installed");
    if (Files.exists(done) && Files.readString(done).equals(packages)) {
      return;
    }
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("package.json"), "{\"private\": true}");
    var command = new ArrayList<>(List.of("npm", "install", "--no-audit", "--no-fund"));
    command.addAll(List.of("--ignore-scripts", "--omit=optional", "--loglevel=error"));
    command.addAll(List.of(packages.split(" ")));
    Path log = folder.resolve("npm.log");
    try {
      Process npm =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!npm.waitFor(4, TimeUnit.MINUTES)) {
        npm.destroyForcibly();
        abort("npm did not end within 4 minutes");
      }
      if (npm.exitValue() != 0) {
        abort("npm could not install the packages: " + Files.readString(log));
      }
      Files.writeString(done, packages);
    } catch (IOException e) {
      abort("there is no npm: " + e.getMessage());
    }
  }
}
