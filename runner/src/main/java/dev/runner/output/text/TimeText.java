package dev.runner.output.text;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Writes moments as `2026-01-31T23:59:58.123456789Z`, without trailing zeros of the fraction. All
/// but the fraction is kept for the next moment, which is mostly in the same second.
public final class TimeText {
  private static final long SECOND = 1_000_000_000L;

  private long second = Long.MIN_VALUE;
  private byte[] text = new byte[0];

  /// Appends such a moment.
  public void append(TextBytes to, long epochNanos) {
    second(to, epochNanos);
    to.fraction(Math.floorMod(epochNanos, SECOND), 9);
    to.ascii('Z');
  }

  /// Appends such a moment without a fraction.
  public void appendSeconds(TextBytes to, long epochNanos) {
    second(to, epochNanos);
    to.ascii('Z');
  }

  private void second(TextBytes to, long epochNanos) {
    long now = Math.floorDiv(epochNanos, SECOND);
    if (now != second) {
      second = now;
      String full = Instant.ofEpochSecond(now).toString();
      text = full.substring(0, full.length() - 1).getBytes(StandardCharsets.US_ASCII);
    }
    to.bytes(text);
  }
}
