package dev.runner.js.journey;

import dev.runner.js.module.JsModule;
import dev.runner.js.module.ScriptServices;
import dev.runner.js.module.VuScope;

/// `runner`: steps, expectations, extraction, think times, CSV rows and templates.
public final class JourneyModule implements JsModule {
  @Override
  public String name() {
    return "runner";
  }

  @Override
  public Object host(VuScope scope) {
    throw new IllegalStateException("the module needs the script's services");
  }

  @Override
  public Object host(VuScope scope, ScriptServices services) {
    return new JourneyHost(scope, services);
  }
}
