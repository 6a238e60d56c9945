package dev.runner.js.fs;

import dev.runner.js.module.JsModule;
import dev.runner.js.module.ScriptServices;
import dev.runner.js.module.VuScope;

/// `k6/experimental/fs`.
public final class FsModule implements JsModule {
  @Override
  public String name() {
    return "k6/experimental/fs";
  }

  @Override
  public Object host(VuScope scope) {
    throw new IllegalStateException("the module needs the script's services");
  }

  @Override
  public Object host(VuScope scope, ScriptServices services) {
    return new FsHost(scope, services);
  }
}
