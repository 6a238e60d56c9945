package dev.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The launcher script of a distribution")
@DisabledOnOs(OS.WINDOWS)
class LauncherScriptTest {
  @TempDir private Path folder;

  private Path launcher;
  private final Map<String, String> environment = new HashMap<>();

  /// What a process said and how it ended.
  private record Ended(int code, List<String> out, List<String> err) {}

  /// Unpacks a distribution into a path with blanks, and a JDK whose `java` prints its arguments.
  @BeforeEach
  void unpack() throws IOException {
    Path home = folder.resolve("my tools/runner 1");
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("lib"));
    for (String file : List.of("runner", "find-jdk.sh", "jvm.options", "image.options")) {
      Files.copy(Path.of("bin", file), home.resolve("bin").resolve(file));
    }
    Files.createFile(home.resolve("lib/runner-1.jar"));
    Files.createFile(home.resolve("lib/another-2.jar"));
    launcher = home.resolve("bin/runner");
    environment.put("RUNNER_JAVA_HOME", jdk("a jdk", "25.0.1").toString());
  }

  private Path jdk(String name, String version) throws IOException {
    Path jdk = folder.resolve(name);
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(
        jdk.resolve("release"), "IMPLEMENTOR=\"Someone\"\nJAVA_VERSION=\"" + version + "\"\n");
    Path java = jdk.resolve("bin/java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\nexit 42\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return jdk;
  }

  private Ended run(String... command) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeAll(List.of("JAVA_HOME", "RUNNER_OPTS"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Ended(
        process.exitValue(), Files.readAllLines(out, UTF_8), Files.readAllLines(err, UTF_8));
  }

  static Stream<String> shells() {
    return Stream.of("sh", "bash", "dash")
        .filter(
            shell ->
                Arrays.stream(System.getenv("PATH").split(":"))
                    .anyMatch(place -> Files.isExecutable(Path.of(place, shell))));
  }

  @ParameterizedTest
  @MethodSource("shells")
  @DisplayName("passes all arguments and the exit code through, whatever the shell")
  void passesThrough(String shell) throws IOException, InterruptedException {
    Ended ended = run(shell, launcher.toString(), "run", "a b.js", "-e", "X=$HOME *", "");

    assertThat(ended.code()).isEqualTo(42);
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out())
        .endsWith("dev.runner.cli.Main", "run", "a b.js", "-e", "X=$HOME *", "")
        .contains("-XX:+UseSerialGC")
        .anyMatch(word -> word.startsWith("@") && word.endsWith("runner 1/bin/jvm.options"))
        .noneMatch(word -> word.endsWith("image.options"));
    assertThat(ended.out().get(ended.out().indexOf("-cp") + 1))
        .endsWith("runner 1/bin/../lib/runner-1.jar");
  }

  @ParameterizedTest(name = "for {0}: {1}")
  @CsvSource({"this system, true", "SunOS sparc, false"})
  @DisplayName("runs on the runtime beside it if that was made for such a system")
  void runtime(String platform, boolean used) throws IOException, InterruptedException {
    Assumptions.assumeFalse(
        Files.exists(Path.of("/etc/alpine-release")), "the runtime needs glibc");
    Path image = launcher.resolveSibling("../image").normalize();
    Path runtime = jdk("my tools/runner 1/image/runtime", "25.0.3");
    assertThat(runtime).startsWith(image);
    String here = run("uname", "-sm").out().getFirst();
    Files.writeString(image.resolve("platform"), (used ? here : platform) + System.lineSeparator());
    environment.remove("RUNNER_JAVA_HOME");
    environment.put("JAVA_HOME", folder.resolve("a jdk").toString());

    List<String> arguments = run("sh", launcher.toString(), "run").out();

    assertThat(arguments.stream().anyMatch(word -> word.endsWith("bin/image.options")))
        .isEqualTo(used);
    assertThat(arguments.stream().anyMatch(word -> word.startsWith("-XX:AOTCache=")))
        .isEqualTo(used);
    assertThat(arguments).endsWith("dev.runner.cli.Main", "run");
  }

  @Test
  @DisplayName("finds its folder through links to links")
  void links() throws IOException, InterruptedException {
    Path first = folder.resolve("first");
    Files.createSymbolicLink(first, Path.of("my tools/runner 1/bin/runner"));
    Path other = Files.createDirectories(folder.resolve("some bin"));
    Files.createSymbolicLink(other.resolve("runner"), first);

    for (String path : List.of("first", "some bin/runner", "./some bin/../first")) {
      Ended ended = run("sh", path, "version");
      assertThat(ended.code()).isEqualTo(42);
      assertThat(ended.out()).endsWith("dev.runner.cli.Main", "version");
    }
  }

  @Test
  @DisplayName("puts RUNNER_OPTS behind its own options, and drops its collector for another")
  void options() throws IOException, InterruptedException {
    environment.put("RUNNER_OPTS", "-Xmx1g -XX:+UseParallelGC");
    List<String> arguments = run("sh", launcher.toString()).out();

    assertThat(arguments).containsSubsequence("-Xmx1g", "-XX:+UseParallelGC", "-cp");
    assertThat(arguments).doesNotContain("-XX:+UseSerialGC");
  }

  @Test
  @DisplayName("says in one line that RUNNER_JAVA_HOME is no JDK 25, and ends with 255")
  void wrongJdk() throws IOException, InterruptedException {
    List<String> homes =
        new ArrayList<>(
            List.of(jdk("old", "21.0.2").toString(), folder.resolve("none").toString()));
    homes.add(jdk("newer", "250.1").toString());
    for (String home : homes) {
      environment.put("RUNNER_JAVA_HOME", home);
      Ended ended = run("sh", launcher.toString(), "run");

      assertThat(ended.code()).isEqualTo(255);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err())
          .containsExactly(
              "RUNNER_JAVA_HOME is " + home + ", which is no JDK 25: point it at one, or unset it");
    }
  }

  @Test
  @DisplayName("takes JAVA_HOME if that is a JDK 25")
  void javaHome() throws IOException, InterruptedException {
    environment.put("RUNNER_JAVA_HOME", "");
    environment.put("JAVA_HOME", jdk("home", "25").toString());

    assertThat(run("sh", launcher.toString()).code()).isEqualTo(42);
  }
}
