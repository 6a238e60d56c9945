package dev.runner.net;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// Names and addresses that must not be connected to.
public final class Blocked {
  public static final Blocked NOTHING = new Blocked(List.of(), List.of());

  private final List<AddressBlock> addresses;
  private final List<HostPattern> names;

  private Blocked(List<AddressBlock> addresses, List<HostPattern> names) {
    this.addresses = addresses;
    this.names = names;
  }

  /// @param blocks such as `10.0.0.0/8`
  /// @throws IllegalArgumentException if one is no block
  public Blocked withAddresses(List<String> blocks) {
    return new Blocked(blocks.stream().map(AddressBlock::parse).toList(), names);
  }

  /// @param patterns such as `*.example.com`
  /// @throws IllegalArgumentException if one is no pattern
  public Blocked withNames(List<String> patterns) {
    return new Blocked(addresses, patterns.stream().map(HostPattern::parse).toList());
  }

  /// The block that the address lies in, as it was written.
  public Optional<String> blockOf(InetAddress address) {
    for (AddressBlock block : addresses) {
      if (block.contains(address)) {
        return Optional.of(block.text());
      }
    }
    return Optional.empty();
  }

  /// The pattern that matches the name.
  ///
  /// @param host in lower case
  public Optional<String> patternOf(String host) {
    for (HostPattern pattern : names) {
      if (pattern.matches(host)) {
        return Optional.of(pattern.text());
      }
    }
    return Optional.empty();
  }
}
