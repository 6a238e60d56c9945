package dev.runner.js.dom;

import dev.runner.js.module.GlobalFeature;
import dev.runner.js.module.VuScope;
import java.util.List;

/// Events, abort signals, `DOMException`, `structuredClone`, `queueMicrotask` and `performance`.
public final class DomGlobals implements GlobalFeature {
  @Override
  public List<String> names() {
    return List.of(
        "AbortController",
        "AbortSignal",
        "DOMException",
        "Event",
        "EventTarget",
        "performance",
        "queueMicrotask",
        "structuredClone");
  }

  @Override
  public Object host(VuScope scope) {
    return new DomHost(scope);
  }
}
