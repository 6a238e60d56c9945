package dev.runner.js.url;

import java.util.ArrayList;
import java.util.List;

/// The host part of a URL: a domain, an IPv4 or IPv6 address, or an opaque host.
final class HostParser {
  private static final String FORBIDDEN = "\0\t\n\r #/:<>?@[\\]^|";

  private HostParser() {}

  /// The host in its normal form.
  ///
  /// @param opaque whether the scheme is one that knows no domains
  static String parse(String text, boolean opaque) throws InvalidUrl {
    if (text.startsWith("[")) {
      if (!text.endsWith("]")) {
        throw new InvalidUrl();
      }
      return "[" + Ipv6.normal(text.substring(1, text.length() - 1)) + "]";
    }
    if (opaque) {
      if (text.chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0)) {
        throw new InvalidUrl();
      }
      return PercentSet.CONTROL.of(text);
    }
    String domain = Domain.toAscii(PercentSet.unescape(text));
    if (domain.isEmpty()
        || domain
            .chars()
            .anyMatch(c -> c <= 0x1F || c == '%' || c == 0x7F || FORBIDDEN.indexOf(c) >= 0)) {
      throw new InvalidUrl();
    }
    return endsInNumber(domain) ? ipv4(domain) : domain;
  }

  private static List<String> parts(String domain) {
    List<String> parts = new ArrayList<>(List.of(domain.split("\\.", -1)));
    if (parts.size() > 1 && parts.getLast().isEmpty()) {
      parts.removeLast();
    }
    return parts;
  }

  private static boolean endsInNumber(String domain) {
    String last = parts(domain).getLast();
    return last.matches("[0-9]+|0[xX][0-9a-fA-F]*");
  }

  private static String ipv4(String domain) throws InvalidUrl {
    List<String> parts = parts(domain);
    if (parts.size() > 4) {
      throw new InvalidUrl();
    }
    long address = 0;
    for (int i = 0; i < parts.size(); i++) {
      long number = number(parts.get(i));
      boolean last = i == parts.size() - 1;
      if (number >= (last ? 1L << (8 * (5 - parts.size())) : 256)) {
        throw new InvalidUrl();
      }
      address += last ? number : number << (8 * (3 - i));
    }
    return (address >> 24)
        + "."
        + (address >> 16 & 255)
        + "."
        + (address >> 8 & 255)
        + "."
        + (address & 255);
  }

  private static long number(String part) throws InvalidUrl {
    try {
      if (part.matches("0[xX][0-9a-fA-F]*")) {
        return part.length() == 2 ? 0 : Long.parseLong(shortened(part.substring(2)), 16);
      }
      if (part.matches("0[0-7]+")) {
        return Long.parseLong(shortened(part), 8);
      }
      if (part.matches("0|[1-9][0-9]*")) {
        return Long.parseLong(shortened(part));
      }
    } catch (NumberFormatException e) {
      throw new InvalidUrl();
    }
    throw new InvalidUrl();
  }

  /// Digits without leading zeros; more than an address has anyway become too many for one.
  private static String shortened(String digits) {
    String significant = digits.replaceFirst("^0+(?=.)", "");
    return significant.length() > 15 ? "777777777777777" : significant;
  }
}
