package dev.runner.js.execution;

import dev.runner.js.module.JsModule;
import dev.runner.js.module.VuScope;

/// `k6/execution`: the scenario, the instance, the virtual user and the test.
public final class ExecutionModule implements JsModule {
  @Override
  public String name() {
    return "k6/execution";
  }

  @Override
  public Object host(VuScope scope) {
    return new ExecutionHost(scope);
  }
}
