package dev.runner.report.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.result.ExampleResult;
import dev.runner.result.Golden;
import dev.runner.result.ManyUsers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
  @Test
  @DisplayName("a failed test shows its verdict, key numbers, thresholds, endpoints and errors")
  void whole() throws IOException {
    var out = new ByteArrayOutputStream();
    new MarkdownReport().write(new ExampleResult().result(), out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(Golden.file(getClass(), "report.md"));
  }

  @Test
  @DisplayName("it says how evenly virtual users were served, if they were counted apart")
  void users() throws IOException {
    var out = new ByteArrayOutputStream();
    new MarkdownReport().write(ManyUsers.in(new ExampleResult().result(), 3), out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("### How evenly virtual users were served")
        .contains("| ⚠️ | `shop` | 3 | 11 to 13 | VU 1: avg 1ms | VU 3: avg 3ms |");
  }

  @Test
  @DisplayName("texts cannot break out of their cell")
  void escapes() {
    assertThat(Markdown.code("a|b")).isEqualTo("`a\\|b`");
    assertThat(Markdown.code("a `b` c\nd")).isEqualTo("``a `b` c d``");
    assertThat(Markdown.code("`x")).isEqualTo("`` `x ``");
    assertThat(Markdown.code("")).isEmpty();
    assertThat(Markdown.code("x".repeat(500))).hasSize(202);
  }
}
