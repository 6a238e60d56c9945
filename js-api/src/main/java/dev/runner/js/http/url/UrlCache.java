package dev.runner.js.http.url;

import org.jspecify.annotations.Nullable;

/// The URLs parsed lately, so that a text used again is not parsed again. Used by all threads
/// without locks: an entry is immutable, and losing one to another thread costs a parse.
public final class UrlCache {
  private final @Nullable Url[] slots;

  /// @param size how many URLs are kept at most; a power of two
  public UrlCache(int size) {
    slots = new @Nullable Url[size];
  }

  public Url parse(String text) throws UrlFault {
    int hash = text.hashCode();
    int slot = (hash ^ (hash >>> 15)) & (slots.length - 1);
    Url known = slots[slot];
    if (known != null && known.text().equals(text)) {
      return known;
    }
    Url url = Url.parse(text);
    slots[slot] = url;
    return url;
  }
}
