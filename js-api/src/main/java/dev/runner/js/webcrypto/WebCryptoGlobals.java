package dev.runner.js.webcrypto;

import dev.runner.js.module.GlobalFeature;
import dev.runner.js.module.VuScope;
import java.util.List;

/// `crypto` and `CryptoKey`.
public final class WebCryptoGlobals implements GlobalFeature {
  @Override
  public List<String> names() {
    return List.of("CryptoKey", "crypto");
  }

  @Override
  public Object host(VuScope scope) {
    return new WebCryptoHost();
  }
}
