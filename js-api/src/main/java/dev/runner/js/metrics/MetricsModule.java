package dev.runner.js.metrics;

import dev.runner.js.module.JsModule;
import dev.runner.js.module.VuScope;

/// `k6/metrics`: `Counter`, `Gauge`, `Rate`, `Trend`.
public final class MetricsModule implements JsModule {
  @Override
  public String name() {
    return "k6/metrics";
  }

  @Override
  public Object host(VuScope scope) {
    return new MetricsHost(scope);
  }
}
