package dev.runner.js.http;

import dev.runner.js.http.url.UrlCache;
import dev.runner.js.module.JsModule;
import dev.runner.js.module.ScriptServices;
import dev.runner.js.module.VuScope;
import java.time.InstantSource;

/// The module `k6/http`. Needs the ports [HttpDefaults] and [dev.runner.transport.HttpSession] as
/// soon as a request is made.
public final class HttpModule implements JsModule {
  private static final int CACHED_URLS = 1024;

  private final UrlCache urls = new UrlCache(CACHED_URLS);
  private final InstantSource clock;

  public HttpModule() {
    this(InstantSource.system());
  }

  /// @param clock decides when cookies expire
  public HttpModule(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "k6/http";
  }

  @Override
  public HttpHost host(VuScope scope) {
    throw new IllegalStateException("k6/http needs the virtual user's tasks");
  }

  @Override
  public HttpHost host(VuScope scope, ScriptServices services) {
    return new HttpHost(scope, services.tasks(), urls, clock);
  }
}
