package dev.runner.js.html;

import dev.runner.js.module.JsModule;
import dev.runner.js.module.VuScope;

/// `k6/html`.
public final class HtmlModule implements JsModule {
  @Override
  public String name() {
    return "k6/html";
  }

  @Override
  public Object host(VuScope scope) {
    return new HtmlHost();
  }
}
