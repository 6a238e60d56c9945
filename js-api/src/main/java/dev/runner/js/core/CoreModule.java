package dev.runner.js.core;

import dev.runner.js.module.JsModule;
import dev.runner.js.module.VuScope;

/// `k6`: `check`, `fail`, `group`, `randomSeed`, `sleep`.
public final class CoreModule implements JsModule {
  @Override
  public String name() {
    return "k6";
  }

  @Override
  public Object host(VuScope scope) {
    return new CoreHost(scope);
  }
}
