package dev.runner.js.url;

import java.text.Normalizer;
import java.util.Locale;

/// Domain names in ASCII: names in other scripts become Punycode, label by label, in the spirit of
/// Unicode's UTS 46 (non-transitional). The JDK's own `IDN` follows the older IDNA2003, which knows
/// Unicode 3.2 only and rewrites letters such as ß.
final class Domain {
  private static final String PREFIX = "xn--";

  private Domain() {}

  static String toAscii(String domain) throws InvalidUrl {
    boolean ascii = domain.chars().allMatch(c -> c < 0x80);
    String mapped = ascii ? domain.toLowerCase(Locale.ROOT) : mapped(domain);
    if (ascii && !mapped.contains(PREFIX)) {
      return mapped;
    }
    var result = new StringBuilder();
    for (String label : mapped.split("\\.", -1)) {
      if (label.startsWith(PREFIX)) {
        String plain = Punycode.decode(label.substring(PREFIX.length()));
        check(plain);
        if (plain.chars().allMatch(c -> c < 0x80) || !mapped(plain).equals(plain)) {
          throw new InvalidUrl();
        }
        result.append(label);
      } else if (label.chars().allMatch(c -> c < 0x80)) {
        result.append(label);
      } else {
        check(label);
        result.append(PREFIX).append(Punycode.encode(label));
      }
      result.append('.');
    }
    result.setLength(result.length() - 1);
    return result.toString();
  }

  private static String mapped(String domain) {
    var lower = new StringBuilder();
    Normalizer.normalize(domain, Normalizer.Form.NFKC)
        .codePoints()
        .filter(c -> !isIgnored(c))
        .forEach(
            c -> {
              switch (c) {
                case 0x130 -> lower.append("i\u0307");
                case 0x3002 -> lower.append('.');
                default -> lower.appendCodePoint(Character.toLowerCase(c));
              }
            });
    return Normalizer.normalize(lower, Normalizer.Form.NFKC);
  }

  private static boolean isIgnored(int c) {
    return c == 0xAD
        || c == 0x34F
        || c == 0x200B
        || c == 0x2060
        || c == 0x2064
        || c == 0xFEFF
        || (c >= 0x180B && c <= 0x180F)
        || (c >= 0xFE00 && c <= 0xFE0F);
  }

  private static void check(String label) throws InvalidUrl {
    if (label.isEmpty() || isMark(label.codePointAt(0))) {
      throw new InvalidUrl();
    }
    for (int c : label.codePoints().toArray()) {
      switch (Character.getType(c)) {
        case Character.UNASSIGNED,
            Character.CONTROL,
            Character.PRIVATE_USE,
            Character.SURROGATE,
            Character.SPACE_SEPARATOR,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR ->
            throw new InvalidUrl();
        default -> {
          if (c == 0xFFFD
              || (Character.getType(c) == Character.FORMAT && c != 0x200C && c != 0x200D)) {
            throw new InvalidUrl();
          }
        }
      }
    }
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }
}
