package dev.runner.cli;

import dev.runner.process.Surroundings;
import dev.runner.process.TerminalSize;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// The whole program in this process: a folder of its own, captured streams, signals at will.
final class Cli {
  private final Path folder;
  private final Map<String, String> env = new HashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final List<Integer> halts = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private String input = "";
  private boolean terminal;

  Cli(Path folder) {
    this.folder = folder;
  }

  /// What one call came to.
  record Result(int code, String out, String err) {
    /// The texts that the script logged, without quotes around them.
    List<String> logged() {
      return err.lines()
          .filter(line -> line.contains("source=console"))
          .map(
              line -> line.replaceAll(".*msg=\"?(.*?)\"? source=console.*", "$1").replace("\\", ""))
          .toList();
    }

    /// Everything the user sees, for messages of assertions.
    @Override
    public String toString() {
      return "exit code " + code + "\n--- out\n" + out + "\n--- err\n" + err;
    }
  }

  Cli env(String name, String value) {
    env.put(name, value);
    return this;
  }

  Cli input(String text) {
    input = text;
    return this;
  }

  /// Pretends that both output streams are a terminal of 100 columns.
  Cli onTerminal() {
    terminal = true;
    return this;
  }

  /// Writes a file into the folder.
  Path file(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes `script.js` and runs it with these flags.
  Result script(String text, String... flags) {
    file("script.js", text);
    var arguments = new ArrayList<String>();
    arguments.add("run");
    arguments.addAll(List.of(flags));
    arguments.add("script.js");
    return run(arguments.toArray(String[]::new));
  }

  Result run(String... arguments) {
    try {
      return start(arguments).get(90, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the program did not end:\n" + out() + err(), e);
    }
  }

  /// Runs on another thread.
  CompletableFuture<Result> start(String... arguments) {
    var result = new CompletableFuture<Result>();
    Thread.ofPlatform()
        .name("cli")
        .start(
            () -> {
              try {
                int code = Main.run(surroundings(), arguments);
                result.complete(new Result(code, out(), err()));
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }

  private Surroundings surroundings() {
    return new Surroundings(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        env,
        folder,
        folder.resolve("home"),
        terminal,
        terminal,
        new TerminalSize() {
          @Override
          public int rows() {
            return 40;
          }

          @Override
          public int columns() {
            return 100;
          }
        },
        onStop -> {
          listeners.add(onStop);
          return () -> listeners.remove(onStop);
        },
        halts::add);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /// The exit codes with which the process was to end at once.
  List<Integer> halts() {
    return halts;
  }

  /// What Ctrl-C does.
  void signal() {
    listeners.forEach(Runnable::run);
  }

  /// Waits until the log or the output has that text.
  void awaitText(String text) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!out().contains(text) && !err().contains(text)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("never saw '" + text + "' in:\n" + out() + err());
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
