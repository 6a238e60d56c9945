package dev.runner.net;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The addresses of this machine that virtual users connect from, given out in sequence.
public final class LocalAddresses {
  public static final LocalAddresses ANY = new LocalAddresses(List.of());

  private static final int IPV4_BYTES = 4;
  private static final BigInteger SMALLEST_NETWORK = BigInteger.valueOf(4);

  private final List<AddressBlock> blocks;
  private final BigInteger count;

  private LocalAddresses(List<AddressBlock> blocks) {
    this.blocks = blocks;
    count = blocks.stream().map(LocalAddresses::size).reduce(BigInteger.ZERO, BigInteger::add);
  }

  /// @param text addresses, ranges and networks, separated by commas; a network of IPv4 lends
  ///   neither its first nor its last address, which no machine can have
  /// @throws IllegalArgumentException if a part is none of these
  public static LocalAddresses parse(String text) {
    var blocks = new ArrayList<AddressBlock>();
    for (String part : text.split(",")) {
      if (!part.isBlank()) {
        blocks.add(hosts(AddressBlock.parse(part.strip())));
      }
    }
    return blocks.isEmpty() ? ANY : new LocalAddresses(List.copyOf(blocks));
  }

  private static AddressBlock hosts(AddressBlock block) {
    return block.text().contains("/")
            && block.bytes() == IPV4_BYTES
            && size(block).compareTo(SMALLEST_NETWORK) >= 0
        ? new AddressBlock(
            block.text(),
            block.bytes(),
            block.first().add(BigInteger.ONE),
            block.last().subtract(BigInteger.ONE))
        : block;
  }

  private static BigInteger size(AddressBlock block) {
    return block.last().subtract(block.first()).add(BigInteger.ONE);
  }

  /// The address of a virtual user; empty if the system may choose.
  ///
  /// @param vuId from 1; 0 for setup and teardown
  public Optional<InetAddress> of(int vuId) {
    if (blocks.isEmpty()) {
      return Optional.empty();
    }
    BigInteger index = BigInteger.valueOf(Math.max(0, vuId - 1)).mod(count);
    for (AddressBlock block : blocks) {
      if (index.compareTo(size(block)) < 0) {
        return Optional.of(address(block.first().add(index), block.bytes()));
      }
      index = index.subtract(size(block));
    }
    throw new IllegalStateException("no address with that index");
  }

  private static InetAddress address(BigInteger number, int length) {
    byte[] digits = number.toByteArray();
    byte[] bytes = new byte[length];
    int used = Math.min(length, digits.length);
    System.arraycopy(digits, digits.length - used, bytes, length - used, used);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
