package dev.runner.json;

/// A text is not JSON. The message says what is wrong and where: `line 3, column 7: …`.
public final class JsonFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JsonFault(String message) {
    super(message);
  }
}
