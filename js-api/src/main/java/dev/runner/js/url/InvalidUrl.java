package dev.runner.js.url;

/// Says that a text is no URL; never leaves this package.
final class InvalidUrl extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidUrl() {
    super("invalid URL", null, false, false);
  }
}
