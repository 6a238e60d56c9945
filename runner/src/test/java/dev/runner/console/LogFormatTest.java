package dev.runner.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.log.LogLevel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LogFormatTest {
  private static final long TIME = 1_795_228_647_123L;

  private static String line(LogFormat format, LogLevel level, String message) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("hint", "script exception");
    fields.put("source", "stacktrace");
    return format.line(TIME, 3, level, message, fields);
  }

  @Test
  @DisplayName("text is one line of pairs, quoted where needed")
  void text() {
    assertThat(line(LogFormat.text(), LogLevel.ERROR, "Error: \"no\"\n\tat x.js:1:2"))
        .isEqualTo(
            "time=\"2026-11-21T02:37:27Z\" level=error msg=\"Error: \\\"no\\\"\\n\\tat x.js:1:2\""
                + " hint=\"script exception\" source=stacktrace");
  }

  @Test
  @DisplayName("a terminal shows a short level, the seconds and the message as it is")
  void terminal() {
    assertThat(line(LogFormat.terminal(false), LogLevel.WARNING, "two\nlines"))
        .isEqualTo("WARN[0003] two\nlines   hint=\"script exception\" source=stacktrace");
    assertThat(LogFormat.terminal(true).line(TIME, 12, LogLevel.INFO, "hi", Map.of()))
        .isEqualTo("\u001b[36mINFO\u001b[0m[0012] hi");
  }

  @Test
  @DisplayName("json and raw")
  void others() {
    assertThat(line(LogFormat.json(), LogLevel.INFO, "a \"b\""))
        .isEqualTo(
            "{\"hint\":\"script exception\",\"source\":\"stacktrace\",\"level\":\"info\","
                + "\"msg\":\"a \\\"b\\\"\",\"time\":\"2026-11-21T02:37:27Z\"}");
    assertThat(line(LogFormat.raw(), LogLevel.INFO, "just this")).isEqualTo("just this");
  }
}
