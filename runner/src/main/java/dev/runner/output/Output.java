package dev.runner.output;

import dev.runner.sample.SampleBatch;
import java.io.IOException;

/// A place that samples are written to while the test runs, such as a file.
///
/// Started by the main thread, then written to and closed by one other thread; never used by two at
/// once.
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

  /// Finishes and lets go of whatever is open. Called once if [#start()] succeeded, also after a
  /// failure to write.
  ///
  /// @throws IOException if the last samples may be missing
  void close() throws IOException;
}
