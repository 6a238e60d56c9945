package dev.runner.process;

/// How large the terminal is now, in characters.
public interface TerminalSize {
  int rows();

  int columns();
}
