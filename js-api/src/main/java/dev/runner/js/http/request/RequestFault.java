package dev.runner.js.http.request;

/// A request that cannot be made because of what the script asked for.
public final class RequestFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final int code;

  RequestFault(String message) {
    this(0, message);
  }

  /// @param code what scripts see as `error_code`
  RequestFault(int code, String message) {
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
