package dev.runner.cli;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program of someone else that runs beside a test, such as a database. The test is skipped where
/// the machine does not have it.
final class OutsideProgram implements AutoCloseable {
  private final Process process;
  private final Path log;

  private OutsideProgram(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static OutsideProgram start(Path folder, List<String> command) {
    Path log = folder.resolve(Path.of(command.getFirst()).getFileName() + ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new OutsideProgram(process, log);
    } catch (IOException e) {
      return abort("there is no " + command.getFirst() + ": " + e.getMessage());
    }
  }

  /// A port of the loopback interface that nothing listens on.
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Waits until the program listens on a port of the loopback interface.
  void awaitPort(int port) throws Exception {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    for (int attempt = 0; attempt < 600; attempt++) {
      try (var socket = new Socket()) {
        socket.connect(address, 1_000);
        return;
      } catch (IOException _) {
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    }
    throw new AssertionError("it does not listen: " + Files.readString(log));
  }

  /// Waits for the program's end.
  ///
  /// @return what it wrote
  String output() throws Exception {
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      throw new AssertionError("it does not end: " + Files.readString(log));
    }
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
