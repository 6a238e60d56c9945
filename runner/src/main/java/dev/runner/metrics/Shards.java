package dev.runner.metrics;

import dev.runner.sample.SampleBatch;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Where flushed samples wait to be aggregated: a few shards, each filling one chunk, and a queue
/// of chunks that are ready. The number of chunks is limited. Safe for use by many threads; nothing
/// waits while it holds a shard's lock.
final class Shards {
  private final Shard[] shards;
  private final int chunkSize;
  private final int chunkLimit;
  private final AtomicInteger chunks = new AtomicInteger();
  private final ConcurrentLinkedQueue<SampleBatch> free = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<SampleBatch> ready = new ConcurrentLinkedQueue<>();

  /// @param count of shards, a power of two
  /// @param chunkSize in samples
  /// @param chunkLimit more than `count`, since each shard may sit on a chunk that is not full
  Shards(int count, int chunkSize, int chunkLimit) {
    if (Integer.bitCount(count) != 1 || chunkLimit <= count) {
      throw new IllegalArgumentException(count + " shards, " + chunkLimit + " chunks");
    }
    shards = new Shard[count];
    for (int i = 0; i < count; i++) {
      shards[i] = new Shard();
    }
    this.chunkSize = chunkSize;
    this.chunkLimit = chunkLimit;
  }

  /// Copies samples of a virtual user from place `from` on.
  ///
  /// @return the first place that was not taken: the batch's size, or less when no chunk is free
  int append(int vuId, SampleBatch batch, int from) {
    Shard shard = shards[vuId & (shards.length - 1)];
    int next = from;
    shard.lock.lock();
    try {
      while (next < batch.size()) {
        SampleBatch chunk = shard.filling;
        if (chunk == null) {
          chunk = acquire();
          if (chunk == null) {
            return next;
          }
          shard.filling = chunk;
        }
        next += chunk.addFrom(batch, next);
        if (chunk.size() == chunkSize) {
          shard.filling = null;
          ready.add(chunk);
        }
      }
    } finally {
      shard.lock.unlock();
    }
    return next;
  }

  /// Makes chunks ready that are filled in part.
  void collect() {
    for (Shard shard : shards) {
      shard.lock.lock();
      try {
        SampleBatch chunk = shard.filling;
        if (chunk != null) {
          shard.filling = null;
          ready.add(chunk);
        }
      } finally {
        shard.lock.unlock();
      }
    }
  }

  boolean hasReady() {
    return !ready.isEmpty();
  }

  /// Takes the chunk that has been ready for longest.
  @Nullable SampleBatch poll() {
    return ready.poll();
  }

  /// Gives back a chunk that nobody else holds.
  void recycle(SampleBatch chunk) {
    chunk.clear();
    free.add(chunk);
  }

  /// Forgets a chunk that others keep.
  void forget() {
    chunks.decrementAndGet();
  }

  private @Nullable SampleBatch acquire() {
    SampleBatch chunk = free.poll();
    if (chunk != null) {
      return chunk;
    }
    if (chunks.incrementAndGet() <= chunkLimit) {
      return new SampleBatch(chunkSize);
    }
    chunks.decrementAndGet();
    return null;
  }

  private static final class Shard {
    final ReentrantLock lock = new ReentrantLock();
    @Nullable SampleBatch filling;
  }
}
