package dev.runner.report.html;

import dev.runner.json.Json;
import dev.runner.report.Comparison;
import dev.runner.report.ReportFormat;
import dev.runner.result.TestResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `-o html=FILE`: a page for people.
///
/// What comes from the script is data of the page, never markup; besides, the page forbids the
/// browser to run any script but its own, or to load anything.
public final class HtmlReport implements ReportFormat {
  private static final Pattern PLACE = Pattern.compile("@([A-Z_]+)@");

  private final @Nullable Comparison comparison;

  public HtmlReport() {
    this(null);
  }

  private HtmlReport(@Nullable Comparison comparison) {
    this.comparison = comparison;
  }

  @Override
  public HtmlReport compared(Comparison with) {
    return new HtmlReport(with);
  }

  @Override
  public String type() {
    return "html";
  }

  /// No: secrets are out of the result already, and its own script must stay as it is.
  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public boolean needsDetails() {
    return true;
  }

  @Override
  public boolean needsTimeline() {
    return true;
  }

  @Override
  public void write(TestResult result, OutputStream out) throws IOException {
    Map<String, Object> data = PageData.of(result);
    if (comparison != null) {
      data.put("compare", comparison.data());
    }
    String script = resource("report.js");
    Map<String, String> parts =
        Map.of(
            "TITLE", text(result.facts().script() + " - runner"),
            "STYLE", resource("report.css"),
            "SCRIPT", script,
            "SCRIPT_HASH", sha256(script),
            "DATA", embedded(Json.write(data)));
    String page =
        PLACE
            .matcher(resource("report.html"))
            .replaceAll(place -> Matcher.quoteReplacement(parts.getOrDefault(place.group(1), "")));
    out.write(page.getBytes(StandardCharsets.UTF_8));
  }

  /// Text between tags.
  private static String text(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /// JSON between script tags, where nothing may look like a tag or a comment.
  private static String embedded(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
