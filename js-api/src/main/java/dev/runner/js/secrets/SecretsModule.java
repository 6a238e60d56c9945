package dev.runner.js.secrets;

import dev.runner.js.module.JsModule;
import dev.runner.js.module.VuScope;

/// `k6/secrets`: `get` and `source`.
public final class SecretsModule implements JsModule {
  @Override
  public String name() {
    return "k6/secrets";
  }

  @Override
  public Object host(VuScope scope) {
    return new SecretsHost(scope);
  }
}
