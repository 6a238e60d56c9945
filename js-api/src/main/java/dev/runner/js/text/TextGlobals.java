package dev.runner.js.text;

import dev.runner.js.module.GlobalFeature;
import dev.runner.js.module.VuScope;
import java.util.List;

/// `TextEncoder`, `TextDecoder`, `atob` and `btoa`.
public final class TextGlobals implements GlobalFeature {
  @Override
  public List<String> names() {
    return List.of("TextDecoder", "TextEncoder", "atob", "btoa");
  }

  @Override
  public Object host(VuScope scope) {
    return new TextHost();
  }
}
