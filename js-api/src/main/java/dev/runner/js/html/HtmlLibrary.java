package dev.runner.js.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// What scripts can do with HTML.
public final class HtmlLibrary {
  /// Parsed once for all virtual users.
  private static final Source SOURCE = source();

  private HtmlLibrary() {}

  private static Source source() {
    try (InputStream in = HtmlLibrary.class.getResourceAsStream("library.js")) {
      if (in == null) {
        throw new IllegalStateException("there is no resource library.js");
      }
      return Source.newBuilder(
              "js", new String(in.readAllBytes(), StandardCharsets.UTF_8), "k6/html")
          .internal(true)
          .buildLiteral();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An object of the present script context whose function `parse(text, url)` makes the selection
  /// of a document.
  public static Value load() {
    return Context.getCurrent().eval(SOURCE).execute(new HtmlLibrary());
  }

  /// The root node of a document, with `html`, `head` and `body` whatever the text has.
  @HostAccess.Export
  public HtmlNode parse(String text) {
    Document document = Jsoup.parse(text);
    document.outputSettings().prettyPrint(false);
    return new HtmlTree(document).root();
  }
}
