package dev.runner.js.webcrypto;

import dev.runner.js.module.ScriptFault;

/// Failures whose message begins with the name that the promise's rejection gets.
final class Rejection {
  private Rejection() {}

  static ScriptFault operation(String message) {
    return new ScriptFault("OperationError: " + message);
  }

  static ScriptFault operation(Exception cause) {
    return new ScriptFault("OperationError: " + cause.getMessage(), cause);
  }

  static ScriptFault data(String message) {
    return new ScriptFault("DataError: " + message);
  }

  static ScriptFault data(Exception cause) {
    return new ScriptFault("DataError: " + cause.getMessage(), cause);
  }

  static ScriptFault invalidAccess(String message) {
    return new ScriptFault("InvalidAccessError: " + message);
  }

  static ScriptFault notSupported(String message) {
    return new ScriptFault("NotSupportedError: " + message);
  }
}
