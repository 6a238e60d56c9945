package dev.runner.js.http;

import dev.runner.js.module.ScriptPhase;
import java.time.Instant;
import java.time.InstantSource;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/// Runs pieces of script that use `k6/http`, here the global `http`, over a [FakeSession].
final class HttpScript implements AutoCloseable {
  private static final Engine ENGINE = Engine.newBuilder("js").build();

  final FakeScope scope = new FakeScope();
  final FakeSession session = scope.session;
  final HttpHost host;
  private final Context context;
  final Value exports;
  Instant now = Instant.parse("2026-01-01T00:00:00Z");

  HttpScript() {
    var module = new HttpModule((InstantSource) () -> now);
    host = module.host(scope, new FakeServices());
    context =
        Context.newBuilder("js")
            .engine(ENGINE)
            .allowHostAccess(
                HostAccess.newBuilder(HostAccess.CONSTRAINED).allowBufferAccess(true).build())
            .option("js.esm-eval-returns-exports", "true")
            .build();
    Value globals = context.getBindings("js");
    globals.putMember("__runner", (ProxyExecutable) names -> host);
    exports =
        context.eval(
            Source.newBuilder("js", module.source(), "k6/http")
                .mimeType("application/javascript+module")
                .buildLiteral());
    globals.putMember("http", exports.getMember("default"));
    globals.putMember("module", exports);
    scope.phase = ScriptPhase.VU;
  }

  /// The value of an expression or of the last statement.
  Value run(String script) {
    return context.eval("js", script);
  }

  /// The value as JSON.
  String json(String expression) {
    return run("JSON.stringify(" + expression + ")").asString();
  }

  /// The message of what the script throws.
  String thrown(String script) {
    try {
      run(script);
    } catch (PolyglotException e) {
      return e.getMessage();
    }
    throw new AssertionError("did not throw: " + script);
  }

  @Override
  public void close() {
    context.close(true);
  }
}
