package dev.runner.result;

/// Who is to blame when a request fails.
public enum ErrorCategory {
  CLIENT("client (4xx)"),
  SERVER("server (5xx)"),
  NETWORK("network"),
  TIMEOUT("timeout"),
  TLS("TLS"),
  OTHER("other");

  private static final int REQUEST_TIMEOUT = 1050;
  private static final int DIAL_TIMEOUT = 1211;

  private final String words;

  ErrorCategory(String words) {
    this.words = words;
  }

  /// For the user, such as `server (5xx)`.
  public String words() {
    return words;
  }

  /// @param code what scripts see as `error_code`; 0 if there is none
  static ErrorCategory of(int code) {
    if (code == REQUEST_TIMEOUT || code == DIAL_TIMEOUT) {
      return TIMEOUT;
    }
    return switch (code / 100) {
      case 11, 12, 16 -> NETWORK;
      case 13 -> TLS;
      case 14 -> CLIENT;
      case 15 -> SERVER;
      default -> OTHER;
    };
  }
}
