package dev.runner.js.module;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Globals that scripts find without an import, such as `URL`: a piece of JavaScript over one Java
/// object per virtual user. Both come to life when a script uses one of the names for the first
/// time; until then they cost a virtual user next to nothing.
///
/// The JavaScript is the resource `globals.js` in the package of the implementing class, an
/// expression: `(function (host) { ... return { URL, URLSearchParams }; })`. Beside it,
/// `globals.d.ts` describes the names.
public interface GlobalFeature {
  /// The names that it defines.
  List<String> names();

  /// The Java half for one virtual user; only members annotated `@HostAccess.Export` can be
  /// reached.
  Object host(VuScope scope);

  /// The text of the function that makes the globals.
  default String source() {
    return resource("globals.js");
  }

  /// A text file beside the implementing class.
  default String resource(String fileName) {
    try (InputStream in = getClass().getResourceAsStream(fileName)) {
      if (in == null) {
        throw new IllegalStateException(getClass() + " has no resource " + fileName);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
