package dev.runner.js.url;

/// Punycode, as RFC 3492 describes it.
final class Punycode {
  private static final int BASE = 36;
  private static final int LOWEST = 1;
  private static final int HIGHEST = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int FIRST_BIAS = 72;
  private static final int FIRST = 0x80;

  private Punycode() {}

  static String encode(String label) throws InvalidUrl {
    int[] points = label.codePoints().toArray();
    var result = new StringBuilder();
    for (int c : points) {
      if (c < FIRST) {
        result.append((char) c);
      }
    }
    int basic = result.length();
    int handled = basic;
    if (basic > 0) {
      result.append('-');
    }
    int n = FIRST;
    long delta = 0;
    int bias = FIRST_BIAS;
    while (handled < points.length) {
      int least = Integer.MAX_VALUE;
      for (int c : points) {
        if (c >= n && c < least) {
          least = c;
        }
      }
      delta += (long) (least - n) * (handled + 1);
      if (delta > Integer.MAX_VALUE) {
        throw new InvalidUrl();
      }
      n = least;
      for (int c : points) {
        if (c < n) {
          delta++;
        }
        if (c == n) {
          int q = (int) delta;
          for (int k = BASE; ; k += BASE) {
            int t = threshold(k, bias);
            if (q < t) {
              break;
            }
            result.append(digit(t + (q - t) % (BASE - t)));
            q = (q - t) / (BASE - t);
          }
          result.append(digit(q));
          bias = adapt((int) delta, handled + 1, handled == basic);
          delta = 0;
          handled++;
        }
      }
      delta++;
      n++;
    }
    return result.toString();
  }

  static String decode(String text) throws InvalidUrl {
    int last = text.lastIndexOf('-');
    var result = new StringBuilder(last > 0 ? text.substring(0, last) : "");
    int count = result.length();
    int n = FIRST;
    long i = 0;
    int bias = FIRST_BIAS;
    int at = last > 0 ? last + 1 : 0;
    while (at < text.length()) {
      long before = i;
      long weight = 1;
      for (int k = BASE; ; k += BASE) {
        if (at >= text.length()) {
          throw new InvalidUrl();
        }
        int digit = value(text.charAt(at++));
        i += digit * weight;
        if (i > Integer.MAX_VALUE) {
          throw new InvalidUrl();
        }
        int t = threshold(k, bias);
        if (digit < t) {
          break;
        }
        weight *= BASE - t;
        if (weight > Integer.MAX_VALUE) {
          throw new InvalidUrl();
        }
      }
      bias = adapt((int) (i - before), count + 1, before == 0);
      long point = n + i / (count + 1);
      if (!Character.isValidCodePoint((int) point)) {
        throw new InvalidUrl();
      }
      n = (int) point;
      i %= count + 1;
      result.insert(result.offsetByCodePoints(0, (int) i), Character.toString(n));
      i++;
      count++;
    }
    return result.toString();
  }

  private static int threshold(int k, int bias) {
    return Math.clamp(k - bias, LOWEST, HIGHEST);
  }

  private static int adapt(int delta, int count, boolean first) {
    int d = first ? delta / DAMP : delta / 2;
    d += d / count;
    int k = 0;
    while (d > (BASE - LOWEST) * HIGHEST / 2) {
      d /= BASE - LOWEST;
      k += BASE;
    }
    return k + (BASE - LOWEST + 1) * d / (d + SKEW);
  }

  private static char digit(int value) {
    return (char) (value < 26 ? 'a' + value : '0' + value - 26);
  }

  private static int value(char c) throws InvalidUrl {
    if (c >= '0' && c <= '9') {
      return c - '0' + 26;
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a';
    }
    throw new InvalidUrl();
  }
}
