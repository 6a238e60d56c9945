package dev.runner.js.secrets;

import dev.runner.js.module.VuInterrupted;
import dev.runner.js.module.VuScope;
import org.graalvm.polyglot.HostAccess;
import org.jspecify.annotations.Nullable;

/// The Java half of `k6/secrets` for one virtual user.
public final class SecretsHost {
  private final VuScope scope;

  SecretsHost(VuScope scope) {
    this.scope = scope;
  }

  /// @param source null for the default one
  @HostAccess.Export
  public String get(@Nullable String source, String key) {
    try {
      return scope.port(SecretVault.class).get(source, key);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VuInterrupted(e);
    }
  }

  @HostAccess.Export
  public void requireSource(String name) {
    scope.port(SecretVault.class).requireSource(name);
  }
}
