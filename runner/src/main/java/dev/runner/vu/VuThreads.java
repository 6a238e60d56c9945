package dev.runner.vu;

import java.util.Locale;

/// The kind of thread that virtual users run on. The only place that makes them.
public enum VuThreads {
  /// Cheap to block and to wake; the default.
  VIRTUAL,
  /// One operating-system thread a virtual user: time-sliced, but each request costs two switches
  /// of the kernel.
  PLATFORM;

  /// Starts a thread of this kind.
  public Thread start(String name, Runnable work) {
    return switch (this) {
      case VIRTUAL -> Thread.ofVirtual().name(name).start(work);
      case PLATFORM -> Thread.ofPlatform().daemon().name(name).start(work);
    };
  }

  /// The kind that users call `virtual` or `platform`.
  ///
  /// @throws IllegalArgumentException for other words
  public static VuThreads of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
