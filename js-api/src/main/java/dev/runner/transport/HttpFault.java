package dev.runner.transport;

/// Why an exchange failed.
///
/// @param code one of the constants here, which scripts see as `error_code`
/// @param message for users, such as `dial: connection refused`
public record HttpFault(int code, String message) {
  public static final int GENERIC = 1000;
  public static final int NON_TCP = 1010;
  public static final int INVALID_URL = 1020;
  public static final int REQUEST_TIMEOUT = 1050;
  public static final int DNS = 1100;
  public static final int DNS_NO_SUCH_HOST = 1101;
  public static final int BLACKLISTED_IP = 1110;
  public static final int BLOCKED_HOSTNAME = 1111;
  public static final int TCP = 1200;
  public static final int BROKEN_PIPE = 1201;
  public static final int UNKNOWN_ERRNO = 1202;
  public static final int DIAL = 1210;
  public static final int DIAL_TIMEOUT = 1211;
  public static final int DIAL_REFUSED = 1212;
  public static final int DIAL_UNKNOWN = 1213;
  public static final int RESET_BY_PEER = 1220;
  public static final int TLS = 1300;
  public static final int TLS_BAD_RECORD = 1301;
  public static final int TLS_UNKNOWN_CA = 1310;
  public static final int TLS_HOSTNAME_MISMATCH = 1311;
  public static final int HTTP2 = 1600;
  public static final int HTTP2_GOAWAY = 1610;
  public static final int HTTP2_STREAM = 1630;
  public static final int HTTP2_CONNECTION = 1650;
  public static final int DECOMPRESSION = 1701;
}
