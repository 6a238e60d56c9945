package dev.runner.js.encoding;

import dev.runner.js.module.JsModule;
import dev.runner.js.module.VuScope;

/// `k6/encoding`: `b64encode`, `b64decode`.
public final class EncodingModule implements JsModule {
  @Override
  public String name() {
    return "k6/encoding";
  }

  @Override
  public Object host(VuScope scope) {
    return new EncodingHost();
  }
}
