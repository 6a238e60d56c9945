package dev.runner.js.timers;

import dev.runner.js.module.JsModule;
import dev.runner.js.module.VuScope;

/// `k6/timers`: the global timers under a name to import.
public final class TimersModule implements JsModule {
  @Override
  public String name() {
    return "k6/timers";
  }

  /// Nothing: the globals do the work.
  @Override
  public Object host(VuScope scope) {
    return scope;
  }
}
