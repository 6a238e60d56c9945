package dev.runner.js.data;

import dev.runner.js.module.JsModule;
import dev.runner.js.module.ScriptServices;
import dev.runner.js.module.VuScope;

/// `k6/data`: `SharedArray`.
public final class DataModule implements JsModule {
  @Override
  public String name() {
    return "k6/data";
  }

  @Override
  public Object host(VuScope scope) {
    throw new IllegalStateException("the module needs the script's services");
  }

  @Override
  public Object host(VuScope scope, ScriptServices services) {
    return new DataHost(scope, services);
  }
}
