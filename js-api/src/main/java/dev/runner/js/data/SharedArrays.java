package dev.runner.js.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/// Makes what scripts see of shared rows: an array that cannot be changed, and whose elements are
/// made from JSON whenever they are read.
public final class SharedArrays {
  /// Parsed once for all virtual users.
  private static final Source WRAP = source();

  private SharedArrays() {}

  private static Source source() {
    try (InputStream in = SharedArrays.class.getResourceAsStream("wrap.js")) {
      if (in == null) {
        throw new IllegalStateException("there is no resource wrap.js");
      }
      return Source.newBuilder("js", new String(in.readAllBytes(), StandardCharsets.UTF_8), "wrap")
          .internal(true)
          .buildLiteral();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The function of the present script context that makes an array of a [SharedRows].
  public static Value wrap() {
    return Context.getCurrent().eval(WRAP);
  }
}
