package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher as a process of its own, from the distribution, unpacked in a folder with a space.
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {
  /// The folder of the distribution.
  @TempDir private static Path unpacked;

  private static Path home;
  private static List<String> prefix;

  @TempDir private Path folder;
  private Path out;
  private Path err;
  private String options = "";

  @BeforeAll
  static void unpack() throws Exception {
    Path place = Files.createDirectory(unpacked.resolve("a place"));
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      Path archive =
          files
              .filter(file -> file.getFileName().toString().matches("runner-.*\\.tar\\.gz"))
              .findFirst()
              .orElseThrow();
      call("tar", "-xzf", archive.toAbsolutePath().toString(), "-C", place.toString());
    }
    try (Stream<Path> folders = Files.list(place)) {
      home = folders.findFirst().orElseThrow();
    }
    // Shells start background jobs deaf to Ctrl-C, which children inherit: the build may be one.
    List<String> hearing = List.of("env", "--default-signal=INT");
    var probe = new ArrayList<String>(hearing);
    probe.add("true");
    prefix = new ProcessBuilder(probe).start().waitFor() == 0 ? hearing : List.of();
  }

  @BeforeEach
  void streams() {
    out = folder.resolve("out.txt");
    err = folder.resolve("err.txt");
  }

  @Test
  @DisplayName("the unpacked distribution runs the quickstart on its demo server")
  void quickstart() throws Exception {
    int code =
        end(start(home, "bin/runner", "run", "--demo", "scripts/quickstart.js", "--duration=1s"));

    assertThat(code).as(seen()).isZero();
    assertThat(Files.readString(out)).contains("http_reqs", "checks_succeeded");
  }

  @ParameterizedTest(name = "{1} for {0}")
  @CsvSource({
    "default function () {}, 0",
    "function other() {}, 104",
    "default function () {}; throw new Error('x'), 107",
    "default function () {}; nonsense nonsense, 107",
  })
  @DisplayName("the exit code of the program is the launcher's")
  void exitCodes(String code, int expected) throws Exception {
    Files.writeString(folder.resolve("s.js"), "export " + code);

    assertThat(end(start(folder, launcher(), "run", "s.js"))).as(seen()).isEqualTo(expected);
  }

  @Test
  @DisplayName("usage errors are 255")
  void usage() throws Exception {
    assertThat(end(start(folder, launcher(), "run", "no such.js"))).as(seen()).isEqualTo(255);
    assertThat(Files.readString(err)).contains("no such.js");
  }

  @Test
  @DisplayName("links to the launcher, relative and to links, work from any folder")
  void links() throws Exception {
    Path links = Files.createDirectories(folder.resolve("some links"));
    Files.createSymbolicLink(links.resolve("first"), Path.of(launcher()));
    Files.createSymbolicLink(links.resolve("second"), Path.of("first"));

    int code = end(start(folder, "some links/second", "version"));

    assertThat(code).as(seen()).isZero();
    assertThat(Files.readString(out)).startsWith("runner v");
  }

  @Test
  @DisplayName("a folder laid out like the source tree runs what was built there")
  void sourceTree() throws Exception {
    Path runner = Files.createDirectories(folder.resolve("a tree/runner"));
    Files.createDirectory(runner.resolve("bin"));
    for (String file : List.of("runner", "find-jdk.sh", "jvm.options", "image.options")) {
      Files.copy(home.resolve("bin").resolve(file), runner.resolve("bin").resolve(file));
    }
    Files.createDirectory(runner.resolve("target"));
    Files.createSymbolicLink(runner.resolve("target/lib"), home.resolve("lib"));
    Files.createFile(runner.resolve("target/built"));

    int code = end(start(folder, "/bin/sh", "a tree/runner/bin/runner", "version"));

    assertThat(code).as(seen()).isZero();
    assertThat(Files.readString(err)).doesNotContain("building");
  }

  @Test
  @DisplayName("the runtime that comes along has a cache that fits, and a compiler for scripts")
  void image() throws Exception {
    assumeImage();
    Files.writeString(folder.resolve("s.js"), "export default function () {}");

    options = "-XX:AOTMode=on";
    assertThat(end(start(folder, launcher(), "inspect", "s.js"))).as(seen()).isZero();
    options = "";
    int code = end(start(folder, launcher(), "run", "-v", "--jit=on", "s.js"));

    assertThat(code).as(seen()).isZero();
    assertThat(Files.readString(err)).contains("compiled by Graal");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "--iterations=20, interpreted, false",
    "-i 99, interpreted, false",
    "-i 99 --jit=on, compiled by Graal, true",
    "-i 100 --jit=off, interpreted, true",
    "--duration=1s --jit=off, interpreted, true",
  })
  @DisplayName(
      "the compiler for scripts is not started for a few iterations, unless it is asked for")
  void compilerStart(String flags, String engine, boolean started) throws Exception {
    assumeImage();
    Files.writeString(folder.resolve("s.js"), "export default function () {}");
    options = "-Xlog:class+init=info:file=classes.log";
    var words = new ArrayList<>(List.of(launcher(), "run", "-v", "s.js"));
    words.addAll(List.of(flags.split(" ")));

    int code = end(start(folder, words.toArray(String[]::new)));

    assertThat(code).as(seen()).isZero();
    assertThat(Files.readString(err)).contains("GraalJS, " + engine);
    assertThat(
            Files.readString(folder.resolve("classes.log"))
                .contains(
                    "Initializing 'jdk/graal/compiler/truffle/hotspot/HotSpotTruffleCompilerImpl'"))
        .isEqualTo(started);
  }

  @ParameterizedTest(name = "vus: {0} and {1}: {2}, new objects within {3} MiB")
  @CsvSource({
    "999, --quiet, Serial,",
    "1000, --quiet, Parallel, 80",
    "1, --vus 2000, Parallel, 160",
    "1, --vus=2000, Parallel, 160",
    "1_500, --vus=2, Parallel, 120",
    "1, --vus=1000000, Parallel,",
  })
  @DisplayName(
      "thousands of virtual users get the parallel collector, with little room for new objects, all"
          + " others the small one")
  void collector(String vus, String flags, String collector, @Nullable Integer young)
      throws Exception {
    Files.writeString(
        folder.resolve("s.js"),
        "export const options = { vus: " + vus + ", duration: '1s' }; export default () => {};");
    options = "-XX:+PrintFlagsFinal";
    var words = new ArrayList<>(List.of(launcher(), "plan", "s.js"));
    words.addAll(List.of(flags.split(" ")));

    assertThat(end(start(folder, words.toArray(String[]::new)))).as(seen()).isZero();
    String all = Files.readString(out);
    assertThat(all).containsPattern("Use" + collector + "GC += true");
    if (young != null) {
      assertThat(all).containsPattern(" MaxNewSize += " + (young << 20) + " .*command line");
    } else {
      assertThat(all).doesNotContainPattern(" MaxNewSize += .*command line");
    }
  }

  @Test
  @DisplayName("flight recordings are made by a JDK, since the runtime that comes along cannot")
  void recordings() throws Exception {
    Files.writeString(folder.resolve("s.js"), "export default function () {}");
    options = "-XX:StartFlightRecording=filename=r.jfr";

    assertThat(end(start(folder, launcher(), "run", "s.js"))).as(seen()).isZero();
    assertThat(folder.resolve("r.jfr")).isNotEmptyFile();
  }

  @Test
  @DisplayName("a damaged cache costs time, but no word")
  void damagedCache() throws Exception {
    assumeImage();
    Path copy = folder.resolve("copy");
    call("cp", "-R", home.toString(), copy.toString());
    Files.writeString(copy.resolve("image/runner.aot"), "nonsense");

    int code = end(start(folder, copy.resolve("bin/runner").toString(), "new", "s.js"));

    assertThat(code).as(seen()).isZero();
    assertThat(folder.resolve("s.js")).exists();
    assertThat(Files.readString(err)).isEmpty();
  }

  @Test
  @DisplayName("benchmarks that come along print a table, as Markdown")
  void benchmarks() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/stat")), "benchmarks need Linux");
    for (String program : List.of("wrk", "nginx")) {
      Assumptions.assumeTrue(
          Stream.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin")
              .anyMatch(place -> Files.isExecutable(Path.of(place, program))),
          "there is no " + program);
    }

    int code =
        end(
            start(
                home,
                "bash",
                "scripts/bench/run",
                "--smoke",
                "--only",
                "start",
                "--out",
                "table.md"));

    assertThat(code).as(seen()).isZero();
    assertThat(Files.readString(home.resolve("table.md")))
        .as(seen())
        .contains("| what | goal | runner | wrk |")
        .containsPattern("first request \\| ≤ 500 \\| [0-9,]+ \\| [0-9]+ \\|");
  }

  private static void assumeImage() {
    Assumptions.assumeTrue(
        Files.exists(home.resolve("image/runner.aot")),
        "the distribution has no runtime image: it was built with -Drunner.image.skip, or by a JDK"
            + " without jlink");
  }

  @Test
  @DisplayName("arguments arrive as they were given")
  void arguments() throws Exception {
    Files.writeString(
        folder.resolve("a script.js"),
        "export default function () { console.log(`<${__ENV.A}|${__ENV.B}|${__ENV.C}>`); }");

    int code =
        end(
            start(
                folder,
                launcher(),
                "run",
                "--log-format=raw",
                "-e",
                "A=two  words",
                "-e",
                "B='\"$HOME\\ *",
                "-e",
                "C=",
                "a script.js"));

    assertThat(code).as(seen()).isZero();
    assertThat(Files.readString(err)).contains("<two  words|'\"$HOME\\ *|>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  @DisplayName("a signal stops the test with teardown and summary, and is 105")
  void signals(String signal) throws Exception {
    Files.writeString(
        folder.resolve("s.js"),
        """
        import { sleep } from 'k6';
        export const options = { vus: 2, duration: '10m' };
        export default function () { console.log('working'); sleep(300); }
        export function teardown() { console.log('cleaned'); }
        """);
    Process process = start(folder, launcher(), "run", "s.js");
    awaitText(process, "working");

    call("kill", "-" + signal, Long.toString(process.pid()));

    assertThat(end(process)).as(seen()).isEqualTo(105);
    assertThat(Files.readString(err)).contains("cleaned");
    assertThat(Files.readString(out)).contains("data_received");
  }

  @Test
  @DisplayName("a second signal ends the process at once, also while teardown hangs")
  void twoSignals() throws Exception {
    Files.writeString(
        folder.resolve("s.js"),
        """
        import { sleep } from 'k6';
        export const options = { duration: '10m' };
        export default function () { console.log('working'); while (true) {} }
        export function teardown() { console.log('cleaning'); sleep(300); }
        """);
    Process process = start(folder, launcher(), "run", "s.js");
    awaitText(process, "working");
    call("kill", "-INT", Long.toString(process.pid()));
    awaitText(process, "cleaning");

    call("kill", "-INT", Long.toString(process.pid()));

    assertThat(end(process)).as(seen()).isEqualTo(105);
  }

  private static String launcher() {
    return home.resolve("bin/runner").toString();
  }

  private Process start(Path directory, String... words) throws IOException {
    var command = new ArrayList<String>(prefix);
    command.addAll(List.of(words));
    var builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    // The tests run on a JDK that fits; RUNNER_OPTS of whoever starts them are no concern of ours.
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("RUNNER_OPTS", options);
    return builder.start();
  }

  private int end(Process process) throws Exception {
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(seen()).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private void awaitText(Process process, String text) throws Exception {
    for (int i = 0; i < 3000 && process.isAlive(); i++) {
      if (seen().contains(text)) {
        return;
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    process.destroyForcibly();
    throw new AssertionError("no " + text + " in\n" + seen());
  }

  private String seen() throws IOException {
    return "--- out\n" + Files.readString(out) + "\n--- err\n" + Files.readString(err);
  }

  private static void call(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
