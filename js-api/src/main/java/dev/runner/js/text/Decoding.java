package dev.runner.js.text;

import dev.runner.js.module.ScriptBytes;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/// One `TextDecoder`: bytes come in pieces, and a character may begin in one and end in the next.
public final class Decoding {
  private static final char BOM = '\uFEFF';
  private static final char REPLACEMENT = '\uFFFD';

  private final Scheme scheme;
  private final boolean fatal;
  private final boolean ignoreBom;
  private boolean begun;

  Decoding(Scheme scheme, boolean fatal, boolean ignoreBom) {
    this.scheme = scheme;
    this.fatal = fatal;
    this.ignoreBom = ignoreBom;
  }

  /// How bytes become characters.
  interface Scheme {
    void take(byte[] bytes, Sink sink);

    /// Ends the text and is ready for another.
    void end(Sink sink);
  }

  /// What a scheme finds.
  static final class Sink {
    private final StringBuilder text;
    private boolean malformed;

    Sink(int capacity) {
      text = new StringBuilder(capacity);
    }

    void character(char c) {
      text.append(c);
    }

    void codePoint(int c) {
      text.appendCodePoint(c);
    }

    void malformed() {
      malformed = true;
      text.append(REPLACEMENT);
    }
  }

  /// The text of more bytes; null if they are malformed and that is not allowed.
  ///
  /// @param more whether further bytes will follow
  @HostAccess.Export
  public @Nullable String decode(Value buffer, boolean more) {
    byte[] bytes = ScriptBytes.of(buffer);
    var sink = new Sink(bytes.length);
    scheme.take(bytes, sink);
    if (!more) {
      scheme.end(sink);
    }
    boolean bom = !begun && !ignoreBom && !sink.text.isEmpty() && sink.text.charAt(0) == BOM;
    begun = more && (begun || !sink.text.isEmpty());
    if (fatal && sink.malformed) {
      scheme.end(new Sink(0));
      begun = false;
      return null;
    }
    return bom ? sink.text.substring(1) : sink.text.toString();
  }
}
