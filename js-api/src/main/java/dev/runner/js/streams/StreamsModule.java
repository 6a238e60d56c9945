package dev.runner.js.streams;

import dev.runner.js.module.JsModule;
import dev.runner.js.module.VuScope;

/// `k6/experimental/streams`: readable and writable streams after the [Streams
/// Standard](https://streams.spec.whatwg.org), without pipes and byte streams.
public final class StreamsModule implements JsModule {
  @Override
  public String name() {
    return "k6/experimental/streams";
  }

  /// Nothing: streams need nothing of Java.
  @Override
  public Object host(VuScope scope) {
    return scope;
  }
}
