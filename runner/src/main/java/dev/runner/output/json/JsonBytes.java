package dev.runner.output.json;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Arrays;

/// UTF-8 bytes of JSON text in the making. Not thread-safe.
final class JsonBytes {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  /// Decimals with so many digits are told apart by doubles, so that the shortest text is unique.
  private static final double FIFTEEN_DIGITS = 1e15;

  private static final double MICRO = 1e6;

  private byte[] bytes;
  private int size;

  JsonBytes(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  /// Writes all to a stream and starts anew.
  void drainTo(OutputStream out) throws IOException {
    int count = size;
    size = 0;
    out.write(bytes, 0, count);
  }

  void bytes(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  /// Appends text without quotes or escapes.
  void ascii(String text) {
    int length = text.length();
    room(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
  }

  /// Appends a JSON string; half a surrogate pair becomes U+FFFD.
  void string(String text) {
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

  /// Appends a JSON number in the shortest form that reads as the same value: whole numbers without
  /// fraction, an exponent only from 1e21 on and below 1e-6. JSON has no infinity and the like, so
  /// that they become `null`.
  void number(double value) {
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

  private void integer(long value) {
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
  void fraction(long fraction, int digits) {
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
