package dev.runner.js;

import dev.runner.js.core.CoreModule;
import dev.runner.js.crypto.CryptoModule;
import dev.runner.js.csv.CsvModule;
import dev.runner.js.data.DataModule;
import dev.runner.js.dom.DomGlobals;
import dev.runner.js.encoding.EncodingModule;
import dev.runner.js.execution.ExecutionModule;
import dev.runner.js.fs.FsModule;
import dev.runner.js.html.HtmlModule;
import dev.runner.js.http.HttpModule;
import dev.runner.js.journey.JourneyModule;
import dev.runner.js.metrics.MetricsModule;
import dev.runner.js.module.GlobalFeature;
import dev.runner.js.module.JsModule;
import dev.runner.js.secrets.SecretsModule;
import dev.runner.js.streams.StreamsModule;
import dev.runner.js.text.TextGlobals;
import dev.runner.js.timers.TimersModule;
import dev.runner.js.url.UrlGlobals;
import dev.runner.js.webcrypto.WebCryptoGlobals;
import java.util.List;

/// All built-in modules, one line each.
public final class JsModules {
  private JsModules() {}

  public static List<JsModule> all() {
    return List.of(
        new CoreModule(), //
        new CryptoModule(),
        new CsvModule(),
        new DataModule(),
        new EncodingModule(),
        new ExecutionModule(), //
        new FsModule(),
        new HtmlModule(),
        new HttpModule(), //
        new JourneyModule(), //
        new MetricsModule(),
        new SecretsModule(),
        new StreamsModule(),
        new TimersModule());
  }

  /// All globals beside those of ECMAScript and the life cycle, one line a feature.
  public static List<GlobalFeature> globals() {
    return List.of(new DomGlobals(), new TextGlobals(), new UrlGlobals(), new WebCryptoGlobals());
  }
}
