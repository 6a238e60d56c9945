package dev.runner.output.text;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/// UTF-8 bytes of text in the making, such as JSON, CSV or a line protocol. Not thread-safe.
public final class TextBytes {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  /// Decimals with so many digits are told apart by doubles, so that the shortest text is unique.
  private static final double FIFTEEN_DIGITS = 1e15;

  private static final double MICRO = 1e6;

  private byte[] bytes;
  private int size;

  public TextBytes(int capacity) {
    bytes = new byte[capacity];
  }

  public int size() {
    return size;
  }

  public byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  /// Writes all to a stream and starts anew.
  public void drainTo(OutputStream out) throws IOException {
    int count = size;
    size = 0;
    out.write(bytes, 0, count);
  }

  public void bytes(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  /// Appends text without quotes or escapes.
  public void ascii(String text) {
    int length = text.length();
    room(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
  }

  /// Appends text as it is; half a surrogate pair becomes U+FFFD.
  public void text(String text) {
    int length = text.length();
    room(length * 3);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes[size++] = (byte) c;
      } else {
        int point = text.codePointAt(i);
        if (Character.isSupplementaryCodePoint(point)) {
          i++;
        }
        multiByte(point);
      }
    }
  }

  /// Appends one ASCII character.
  public void ascii(char c) {
    room(1);
    bytes[size++] = (byte) c;
  }

  /// Forgets all that was appended after the text had this size, in bytes.
  public void cutTo(int earlierSize) {
    size = Math.min(size, earlierSize);
  }

  /// The bytes from one place up to before another.
  public byte[] slice(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /// Appends a JSON string; half a surrogate pair becomes U+FFFD.
  public void jsonString(String text) {
    int length = text.length();
    room(length * 6 + 2);
    bytes[size++] = '"';
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        int point = text.codePointAt(i);
        if (Character.isSupplementaryCodePoint(point)) {
          i++;
        }
        multiByte(point);
      } else if (c < 0x20 || c == 0x7f) {
        control(c);
      } else {
        if (c == '"' || c == '\\') {
          bytes[size++] = '\\';
        }
        bytes[size++] = (byte) c;
      }
    }
    bytes[size++] = '"';
  }

  /// Appends a number with exactly six digits after the point, such as `12.345600`, or `NaN`,
  /// `+Inf` or `-Inf`.
  public void sixDecimals(double value) {
    double micros = value * MICRO;
    if (Math.abs(micros) < FIFTEEN_DIGITS && Math.rint(micros) / MICRO == value) {
      long scaled = Math.abs(Math.round(micros));
      if (value < 0) {
        ascii('-');
      }
      integer(scaled / 1_000_000);
      ascii('.');
      padded(scaled % 1_000_000, 6);
    } else if (Double.isFinite(value)) {
      ascii(new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN).toPlainString());
    } else {
      ascii(Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf");
    }
  }

  /// Appends a JSON number in the shortest form that reads as the same value: whole numbers without
  /// fraction, an exponent only from 1e21 on and below 1e-6. JSON has no infinity and the like, so
  /// that they become `null`.
  public void number(double value) {
    double micros = value * MICRO;
    if (value == Math.rint(value) && Math.abs(value) < FIFTEEN_DIGITS) {
      integer((long) value);
    } else if (Math.abs(micros) < FIFTEEN_DIGITS && Math.rint(micros) / MICRO == value) {
      long scaled = Math.abs(Math.round(micros));
      if (value < 0) {
        ascii("-");
      }
      integer(scaled / 1_000_000);
      fraction(scaled % 1_000_000, 6);
    } else {
      ascii(shortest(value));
    }
  }

  private static String shortest(double value) {
    if (!Double.isFinite(value)) {
      return "null";
    }
    double size = Math.abs(value);
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (size >= 1e-6 && size < 1e21) {
      return decimal.toPlainString();
    }
    String digits = decimal.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - decimal.scale();
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e" : "e+")
        + exponent;
  }

  /// Appends a whole number in decimal digits.
  public void integer(long value) {
    room(20);
    if (value < 0) {
      bytes[size++] = '-';
    }
    long rest = Math.abs(value);
    int end = size + 1;
    for (long left = rest; left >= 10; left /= 10) {
      end++;
    }
    size = end;
    do {
      bytes[--end] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
  }

  /// Appends a point and the digits of a fraction, without trailing zeros; nothing if it is zero.
  ///
  /// @param digits how many the fraction has, leading zeros included
  public void fraction(long fraction, int digits) {
    if (fraction == 0) {
      return;
    }
    room(digits + 1);
    long rest = fraction;
    int count = digits;
    while (rest % 10 == 0) {
      rest /= 10;
      count--;
    }
    bytes[size++] = '.';
    for (int at = size + count - 1; at >= size; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += count;
  }

  /// Appends a number with leading zeros up to that many digits.
  private void padded(long value, int digits) {
    room(digits);
    long rest = value;
    for (int at = size + digits - 1; at >= size; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
  }

  private void control(char c) {
    bytes[size++] = '\\';
    switch (c) {
      case '\n' -> bytes[size++] = 'n';
      case '\r' -> bytes[size++] = 'r';
      case '\t' -> bytes[size++] = 't';
      default -> {
        bytes[size++] = 'u';
        bytes[size++] = '0';
        bytes[size++] = '0';
        bytes[size++] = HEX[c >> 4];
        bytes[size++] = HEX[c & 0xf];
      }
    }
  }

  private void multiByte(int codePoint) {
    int point = codePoint >= 0xd800 && codePoint < 0xe000 ? 0xfffd : codePoint;
    if (point < 0x800) {
      bytes[size++] = (byte) (0xc0 | (point >> 6));
    } else {
      if (point < 0x10000) {
        bytes[size++] = (byte) (0xe0 | (point >> 12));
      } else {
        bytes[size++] = (byte) (0xf0 | (point >> 18));
        bytes[size++] = (byte) (0x80 | ((point >> 12) & 0x3f));
      }
      bytes[size++] = (byte) (0x80 | ((point >> 6) & 0x3f));
    }
    bytes[size++] = (byte) (0x80 | (point & 0x3f));
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
