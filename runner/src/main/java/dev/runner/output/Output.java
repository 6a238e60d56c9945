package dev.runner.output;

import dev.runner.sample.SampleBatch;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// A place that samples are written to while the test runs, such as a file or a server.
///
/// Started by the main thread, then written to and closed by one other thread; never used by two at
/// once. An output that writes to a server does not fail when that is away: it keeps trying, within
/// bounded memory, and tells by [#loss()] what it could not deliver.
public interface Output {
  /// For the user: what it is and where it writes, such as `json (results.json)`.
  String description();

  /// Opens whatever it writes to.
  ///
  /// @throws OutputFault if the user has to mend something, such as a folder that does not exist
  void start();

  /// Writes all samples of a batch before it returns; keeps no hold of the batch.
  ///
  /// @throws IOException if that fails; the output is then closed and gets no more samples
  void write(SampleBatch batch) throws IOException;

  /// How often [#flush()] is wanted; zero for never.
  default Duration interval() {
    return Duration.ZERO;
  }

  /// Passes on what has gathered. Called at each [#interval()], also when no batch came, and once
  /// before [#close()], all by the thread that writes.
  ///
  /// @throws IOException if that fails; the output is then closed and gets no more samples
  default void flush() throws IOException {}

  /// Finishes and lets go of whatever is open. Called once if [#start()] succeeded, also after a
  /// failure to write.
  ///
  /// @throws IOException if the last samples may be missing
  void close() throws IOException;

  /// One line without the name of the output on what could not be delivered, such as `12 of 90
  /// requests were not delivered: connection refused`. Asked once after [#close()].
  default Optional<String> loss() {
    return Optional.empty();
  }
}
