package dev.runner.js.csv;

import dev.runner.js.module.JsModule;
import dev.runner.js.module.ScriptServices;
import dev.runner.js.module.VuScope;

/// `k6/experimental/csv`.
public final class CsvModule implements JsModule {
  @Override
  public String name() {
    return "k6/experimental/csv";
  }

  @Override
  public Object host(VuScope scope) {
    throw new IllegalStateException("the module needs the script's services");
  }

  @Override
  public Object host(VuScope scope, ScriptServices services) {
    return new CsvHost(scope, services);
  }
}
