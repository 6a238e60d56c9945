package dev.runner.net;

import java.math.BigInteger;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// A range of IP addresses of one family, written as `10.0.0.0/8`, `10.0.0.1-10.0.0.9` or
/// `10.0.0.1`.
///
/// @param text as it was written
/// @param bytes the length of its addresses: 4 or 16
public record AddressBlock(String text, int bytes, BigInteger first, BigInteger last) {
  private static final int BITS = 8;

  /// @throws IllegalArgumentException if it is none of the three
  public static AddressBlock parse(String text) {
    try {
      int slash = text.indexOf('/');
      int dash = text.indexOf('-');
      if (slash > 0) {
        return network(text, slash);
      }
      InetAddress from = address(dash > 0 ? text.substring(0, dash) : text);
      InetAddress to = dash > 0 ? address(text.substring(dash + 1)) : from;
      if (from.getAddress().length == to.getAddress().length
          && number(from).compareTo(number(to)) <= 0) {
        return new AddressBlock(text, from.getAddress().length, number(from), number(to));
      }
    } catch (IllegalArgumentException e) {
      throw wrong(text, e);
    }
    throw wrong(text, null);
  }

  private static AddressBlock network(String text, int slash) {
    InetAddress address = address(text.substring(0, slash));
    int length = address.getAddress().length;
    int prefix = Integer.parseInt(text.substring(slash + 1));
    int free = length * BITS - prefix;
    if (prefix < 0 || free < 0) {
      throw new IllegalArgumentException("prefix out of range");
    }
    BigInteger first = number(address).shiftRight(free).shiftLeft(free);
    BigInteger size = BigInteger.ONE.shiftLeft(free);
    return new AddressBlock(text, length, first, first.add(size).subtract(BigInteger.ONE));
  }

  private static IllegalArgumentException wrong(String text, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "must be IP addresses such as 10.1.2.3 or networks such as 10.0.0.0/8, found '"
            + text
            + "'",
        cause);
  }

  private static InetAddress address(String text) {
    return InetAddress.ofLiteral(text.strip());
  }

  static BigInteger number(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }

  /// Whether the address lies in it.
  public boolean contains(InetAddress address) {
    if (address.getAddress().length != bytes) {
      return false;
    }
    BigInteger number = number(address);
    return first.compareTo(number) <= 0 && number.compareTo(last) <= 0;
  }
}
