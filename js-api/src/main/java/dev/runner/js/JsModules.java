package dev.runner.js;

import dev.runner.js.core.CoreModule;
import dev.runner.js.execution.ExecutionModule;
import dev.runner.js.http.HttpModule;
import dev.runner.js.metrics.MetricsModule;
import dev.runner.js.module.JsModule;
import java.util.List;

/// All built-in modules, one line each.
public final class JsModules {
  private JsModules() {}

  public static List<JsModule> all() {
    return List.of(
        new CoreModule(), //
        new ExecutionModule(), //
        new HttpModule(), //
        new MetricsModule());
  }
}
