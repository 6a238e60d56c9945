package dev.runner.js.url;

import dev.runner.js.module.GlobalFeature;
import dev.runner.js.module.VuScope;
import java.util.List;

/// `URL` and `URLSearchParams`.
public final class UrlGlobals implements GlobalFeature {
  @Override
  public List<String> names() {
    return List.of("URL", "URLSearchParams");
  }

  @Override
  public Object host(VuScope scope) {
    return new UrlHost();
  }
}
