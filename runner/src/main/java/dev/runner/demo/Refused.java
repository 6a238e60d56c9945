package dev.runner.demo;

/// A request gets an error for an answer: a status and the text of its `error` field.
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  Refused(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }

  static Refused bad(String message) {
    return new Refused(400, message);
  }

  static Refused unknown(String message) {
    return new Refused(404, message);
  }

  Answer answer() {
    return Answer.error(status, String.valueOf(getMessage()));
  }
}
