package dev.runner.output.statsd;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;

/// What the user chose.
///
/// @param where such as `localhost:8125`, for messages
/// @param namespace what all names begin with, such as `k6.`
/// @param linesPerPacket the most lines in one packet
/// @param withTags whether lines have tags, as DogStatsD understands them
/// @param withoutTags names of tags that lines never have
record StatsdSettings(
    String where,
    InetSocketAddress address,
    String namespace,
    Duration pushInterval,
    int linesPerPacket,
    boolean withTags,
    Set<String> withoutTags) {
  StatsdSettings {
    withoutTags = Set.copyOf(withoutTags);
  }
}
