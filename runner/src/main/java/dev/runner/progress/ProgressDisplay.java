package dev.runner.progress;

/// Shows frames, one after the other, among other lines. Safe for use by many threads.
public interface ProgressDisplay {
  /// Shows how far the test is.
  void draw(ProgressFrame frame);

  /// Prints a line, such as one of the log, where it does not mix with the progress.
  ///
  /// @param line without its end; may itself hold several lines
  void printAbove(String line);

  /// Shows the last frame, which stays; to be followed by [#printAbove] at most.
  void finish(ProgressFrame frame);
}
