package dev.runner.js.module;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A module that scripts import by name: a small ES module, which users see, over one Java object
/// per virtual user, which does the work.
///
/// The ES module is the resource `module.js` in the package of the implementing class. It gets its
/// Java half by `const host = __runner("k6/http")`; only members annotated `@HostAccess.Export` can
/// be reached. Beside it, `index.d.ts` describes the exports.
public interface JsModule {
  /// The name in import statements, such as `k6/http`.
  String name();

  /// The Java half for one virtual user, made when its script is loaded; during [ScriptPhase#INIT]
  /// only few calls are allowed.
  Object host(VuScope scope);

  /// The Java half of a module that shares something between virtual users or reads files.
  default Object host(VuScope scope, ScriptServices services) {
    return host(scope);
  }

  /// The text of the ES module.
  default String source() {
    return resource("module.js");
  }

  /// A text file beside the implementing class.
  default String resource(String fileName) {
    try (InputStream in = getClass().getResourceAsStream(fileName)) {
      if (in == null) {
        throw new IllegalStateException(name() + " has no resource " + fileName);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
