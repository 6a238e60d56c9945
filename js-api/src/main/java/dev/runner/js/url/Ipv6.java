package dev.runner.js.url;

/// IPv6 addresses: reads all their spellings and writes the shortest one (RFC 5952).
final class Ipv6 {
  private static final int PIECES = 8;

  private final String text;
  private final int[] pieces = new int[PIECES];
  private int piece;
  private int compress = -1;
  private int at;

  private Ipv6(String text) {
    this.text = text;
  }

  static String normal(String text) throws InvalidUrl {
    var address = new Ipv6(text);
    address.read();
    return address.shown();
  }

  private int c(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : -1;
  }

  private void read() throws InvalidUrl {
    if (c(0) == ':') {
      if (c(1) != ':') {
        throw new InvalidUrl();
      }
      at += 2;
      compress = ++piece;
    }
    while (c(0) != -1) {
      if (piece == PIECES) {
        throw new InvalidUrl();
      }
      if (c(0) == ':') {
        if (compress >= 0) {
          throw new InvalidUrl();
        }
        at++;
        compress = ++piece;
        continue;
      }
      int value = 0;
      int length = 0;
      while (length < 4 && Character.digit(c(0), 16) >= 0) {
        value = value * 16 + Character.digit(c(0), 16);
        at++;
        length++;
      }
      if (c(0) == '.') {
        if (length == 0 || piece > PIECES - 2) {
          throw new InvalidUrl();
        }
        at -= length;
        readIpv4();
        break;
      }
      if (c(0) == ':') {
        at++;
        if (c(0) == -1) {
          throw new InvalidUrl();
        }
      } else if (c(0) != -1) {
        throw new InvalidUrl();
      }
      pieces[piece++] = value;
    }
    if (compress >= 0) {
      int swaps = piece - compress;
      for (int to = PIECES - 1; to > 0 && swaps > 0; to--, swaps--) {
        int from = compress + swaps - 1;
        int moved = pieces[to];
        pieces[to] = pieces[from];
        pieces[from] = moved;
      }
    } else if (piece != PIECES) {
      throw new InvalidUrl();
    }
  }

  private void readIpv4() throws InvalidUrl {
    int seen = 0;
    while (c(0) != -1) {
      if (seen > 0) {
        if (c(0) != '.' || seen == 4) {
          throw new InvalidUrl();
        }
        at++;
      }
      int value = -1;
      while (c(0) >= '0' && c(0) <= '9') {
        if (value == 0) {
          throw new InvalidUrl();
        }
        value = Math.max(value, 0) * 10 + c(0) - '0';
        if (value > 255) {
          throw new InvalidUrl();
        }
        at++;
      }
      if (value < 0) {
        throw new InvalidUrl();
      }
      pieces[piece] = pieces[piece] * 256 + value;
      seen++;
      if (seen == 2 || seen == 4) {
        piece++;
      }
    }
    if (seen != 4) {
      throw new InvalidUrl();
    }
  }

  private String shown() {
    int longest = 1;
    int from = -1;
    for (int i = 0; i < PIECES; i++) {
      int end = i;
      while (end < PIECES && pieces[end] == 0) {
        end++;
      }
      if (end - i > longest) {
        longest = end - i;
        from = i;
      }
      i = Math.max(i, end - 1);
    }
    var shown = new StringBuilder();
    for (int i = 0; i < PIECES; i++) {
      if (i == from) {
        shown.append(i == 0 ? "::" : ":");
        i += longest - 1;
      } else {
        shown.append(Integer.toHexString(pieces[i])).append(i < PIECES - 1 ? ":" : "");
      }
    }
    return shown.toString();
  }
}
