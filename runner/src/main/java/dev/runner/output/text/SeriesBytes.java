package dev.runner.output.text;

import dev.runner.sample.Series;
import java.util.IdentityHashMap;
import java.util.function.BiConsumer;

/// Text that is the same for all samples of a series, such as its tags: encoded once and kept, up
/// to a limit. Not thread-safe.
public final class SeriesBytes {
  /// Of all that is kept.
  private static final int MOST_BYTES = 8 << 20;

  private static final int MOST_SERIES = 50_000;

  private final BiConsumer<TextBytes, Series> encoder;
  private final IdentityHashMap<Series, byte[]> known = new IdentityHashMap<>();
  private int knownBytes;

  /// @param encoder appends the text of a series
  public SeriesBytes(BiConsumer<TextBytes, Series> encoder) {
    this.encoder = encoder;
  }

  /// The text of a series; not to be changed.
  public byte[] of(Series series) {
    byte[] bytes = known.get(series);
    return bytes == null ? encode(series) : bytes;
  }

  private byte[] encode(Series series) {
    var text = new TextBytes(256);
    encoder.accept(text, series);
    byte[] bytes = text.toArray();
    if (knownBytes + bytes.length > MOST_BYTES || known.size() >= MOST_SERIES) {
      known.clear();
      knownBytes = 0;
    }
    known.put(series, bytes);
    knownBytes += bytes.length;
    return bytes;
  }
}
