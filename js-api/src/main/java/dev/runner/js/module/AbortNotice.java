package dev.runner.js.module;

import org.jspecify.annotations.Nullable;

/// A Java half that remembers whether init code asked for the end of the test: the script may have
/// caught the [TestAborted] that was to unwind it.
public interface AbortNotice {
  /// What the script said; null if it did not ask.
  @Nullable String abortedInInit();
}
