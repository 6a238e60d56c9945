package dev.runner.js.http.url;

/// A text that no request can be sent to.
public final class UrlFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final int code;

  /// @param code what scripts see as `error_code`
  UrlFault(int code, String message) {
    super(message);
    this.code = code;
  }

  public int code() {
    return code;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
