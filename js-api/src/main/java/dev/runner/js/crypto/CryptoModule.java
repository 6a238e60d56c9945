package dev.runner.js.crypto;

import dev.runner.js.module.JsModule;
import dev.runner.js.module.VuScope;

/// `k6/crypto`: digests, HMAC and random bytes.
public final class CryptoModule implements JsModule {
  @Override
  public String name() {
    return "k6/crypto";
  }

  @Override
  public Object host(VuScope scope) {
    return new CryptoHost();
  }
}
