package dev.runner.js.html;

import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;

/// The Java half of `k6/html`.
public final class HtmlHost {
  HtmlHost() {}

  /// The functions of the library.
  @HostAccess.Export
  public Value library() {
    return HtmlLibrary.load();
  }
}
