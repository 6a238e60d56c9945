import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.tools.jlink.builder.DefaultImageBuilder;
import jdk.tools.jlink.internal.Jlink;
import jdk.tools.jlink.internal.Platform;

/// Makes the runtime that starts fast: a JDK cut down to what runner needs, with the Graal compiler
/// linked in, and a cache of loaded classes, trained by a run on the demo server. Part of the build;
/// run from source by the JDK that becomes the runtime.
///
/// The plain `jlink` resolves modules of the JDK first and so links the hollow `jdk.graal.compiler`
/// that JDKs carry; here the order is reversed. That takes interfaces internal to JDK 25.
///
/// Whatever fails here is a warning: without the image, runner runs on any JDK 25, only slower.
final class RuntimeImage {
  /// What runner and its libraries use, and the legacy encodings of TextDecoder. Not
  /// jdk.jfr: where it is, Truffle starts it, which takes 40 ms.
  private static final Set<String> MODULES =
      Set.of(
          "java.base",
          "java.instrument",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.sql",
          "java.xml",
          "jdk.charsets",
          "jdk.crypto.cryptoki",
          "jdk.graal.compiler",
          "jdk.httpserver",
          "jdk.management",
          "jdk.unsupported",
          "jdk.zipfs");

  private static final int TRAINING_LIMIT_SECONDS = 180;

  private RuntimeImage() {}

  /// @param arguments the folder of the compiler's jars, that of the program's jars with the time
  ///   they are to bear, that of the JVM's options, the training script, and where the image goes
  public static void main(String[] arguments) {
    Path compiler = Path.of(arguments[0]);
    Path lib = Path.of(arguments[1]);
    Instant time = Instant.parse(arguments[2]);
    Path options = Path.of(arguments[3]);
    Path training = Path.of(arguments[4]);
    Path image = Path.of(arguments[5]);
    Path runtime = image.resolve("runtime");
    try {
      link(compiler, runtime);
      Files.writeString(image.resolve("platform"), platform() + "\n");
    } catch (Exception | LinkageError e) {
      warn("no runtime image", e);
      delete(image);
      return;
    }
    try {
      date(lib, time);
      train(runtime, lib, options, training, image.resolve("runner.aot"));
    } catch (Exception e) {
      warn("no cache for a fast start", e);
      delete(image.resolve("runner.aot"));
    }
  }

  private static void link(Path compiler, Path runtime) throws IOException {
    String wanted = madeOf(compiler);
    Path stamp = runtime.resolve("made-of");
    if (Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
      return;
    }
    delete(runtime);
    Files.createDirectories(runtime.getParent());
    var modules =
        new Jlink.JlinkConfiguration(
            runtime,
            MODULES,
            ModuleFinder.compose(ModuleFinder.of(compiler), ModuleFinder.ofSystem()),
            true,
            true,
            false);
    new Jlink()
        .build(
            modules,
            new Jlink.PluginsConfiguration(
                List.of(Jlink.newPlugin("strip-java-debug-attributes", Map.of(), null)),
                new DefaultImageBuilder(runtime, Map.of(), Platform.runtime()),
                null));
    shareJdkClasses(runtime);
    Files.writeString(stamp, wanted);
  }

  /// Gives the runtime the archive of the JDK's own classes that JDKs come with, for the verbs that
  /// only say a few lines and run without the large cache.
  private static void shareJdkClasses(Path runtime) throws IOException {
    try {
      int code =
          new ProcessBuilder(runtime.resolve("bin").resolve("java").toString(), "-Xshare:dump")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (code != 0) {
        warn("no archive of the JDK's classes", new IOException("java -Xshare:dump ended with " + code));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Where the image runs, as `uname` puts it: `Linux x86_64`.
  private static String platform() throws IOException {
    if (File.separatorChar == '\\') {
      return "Windows";
    }
    Process uname = new ProcessBuilder("uname", "-sm").start();
    return new String(uname.getInputStream().readAllBytes()).strip();
  }

  /// What another image would differ in.
  private static String madeOf(Path compiler) throws IOException {
    try (Stream<Path> jars = Files.list(compiler)) {
      return System.getProperty("java.vm.version")
          + jars.map(jar -> "\n" + jar.getFileName()).sorted().toList()
          + MODULES.stream().sorted().toList();
    }
  }

  /// Gives the jars the time that they have in the distribution: the cache is valid for jars of that
  /// time only.
  private static void date(Path lib, Instant time) throws IOException {
    try (Stream<Path> jars = Files.list(lib)) {
      for (Path jar : jars.toList()) {
        Files.setLastModifiedTime(jar, FileTime.from(time));
      }
    }
  }

  private static void train(Path runtime, Path lib, Path options, Path script, Path cache)
      throws IOException, InterruptedException {
    Files.deleteIfExists(cache);
    List<String> command = new ArrayList<>();
    command.add(runtime.resolve("bin").resolve("java").toString());
    command.add("@" + options.resolve("jvm.options"));
    command.add("@" + options.resolve("image.options"));
    command.add("-XX:+UseSerialGC");
    command.add("-XX:AOTCacheOutput=" + cache);
    // Profiles of the training would decide how code is compiled: iterations then cost twice as much.
    command.add("-XX:-AOTRecordTraining");
    command.add("-cp");
    command.add(mainJar(lib).toString());
    command.addAll(List.of("dev.runner.cli.Main", "run", "--demo", "--jit=off", script.toString()));
    Path log = cache.resolveSibling("training.log");
    ProcessBuilder training = new ProcessBuilder(command);
    training.environment().keySet().removeIf(name -> name.startsWith("RUNNER_") || name.startsWith("K6_"));
    training.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = training.start();
    process.getOutputStream().close();
    if (!process.waitFor(TRAINING_LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the training run took too long; see " + log);
    }
    if (process.exitValue() != 0 || !Files.exists(cache)) {
      throw new IOException(
          "the training run ended with " + process.exitValue() + "; see " + log);
    }
  }

  private static Path mainJar(Path lib) throws IOException {
    try (Stream<Path> jars = Files.list(lib)) {
      return jars.filter(jar -> jar.getFileName().toString().matches("runner-.*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("there is no runner-*.jar in " + lib));
    }
  }

  private static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      warn("cannot delete " + path, e);
    }
  }

  private static void warn(String what, Throwable why) {
    System.out.println("[WARNING] " + what + ": " + why);
  }
}
