package dev.runner.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runner.clock.ManualClock;
import dev.runner.metrics.RecordedLog;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutputSettingsTest {
  private static final List<String> KEYS = List.of("fileName", "saveInterval");

  private static OutputContext context(Map<String, String> environment) {
    return Contexts.of(
        Path.of("."),
        OutputStream.nullOutputStream(),
        new ManualClock(),
        environment,
        Map.of(),
        new RecordedLog());
  }

  @Test
  @DisplayName("The argument counts before RUNNER_ variables, and those before K6_ ones")
  void precedence() {
    OutputContext context =
        context(
            Map.of(
                "K6_CSV_FILENAME", "k6.csv",
                "RUNNER_CSV_SAVE_INTERVAL", "2s",
                "K6_CSV_SAVE_INTERVAL", "3s"));
    OutputSettings given = OutputSettings.of("csv", "fileName = a.csv", KEYS, context);
    assertThat(given.text("fileName", "CSV_FILENAME")).contains("a.csv");
    assertThat(given.duration("saveInterval", "CSV_SAVE_INTERVAL", Duration.ofSeconds(1)))
        .isEqualTo(Duration.ofSeconds(2));
    OutputSettings none = OutputSettings.of("csv", context);
    assertThat(none.text("fileName", "CSV_FILENAME")).contains("k6.csv");
    assertThat(none.text("CSV_OTHER")).isEmpty();
  }

  @Test
  @DisplayName("A value of the wrong form is a fault that names the key or variable it stands in")
  void wrong() {
    OutputContext context = context(Map.of("K6_CSV_SAVE_INTERVAL", "soon", "K6_X", "maybe"));
    OutputSettings settings = OutputSettings.of("csv", context);
    assertThatThrownBy(
            () -> settings.duration("saveInterval", "CSV_SAVE_INTERVAL", Duration.ofSeconds(1)))
        .isInstanceOf(OutputFault.class)
        .hasMessage(
            "output csv: K6_CSV_SAVE_INTERVAL must be a duration above zero such as 5s, found"
                + " 'soon'");
    assertThatThrownBy(() -> settings.flag("X"))
        .hasMessage("output csv: K6_X must be true or false, found 'maybe'");
    assertThatThrownBy(
            () ->
                OutputSettings.of("csv", "saveInterval=-1s", KEYS, context)
                    .duration("saveInterval", "CSV_SAVE_INTERVAL", Duration.ofSeconds(1)))
        .hasMessageStartingWith("output csv: 'saveInterval' must be");
  }

  @Test
  @DisplayName("An unknown key is a fault that says which there are")
  void unknownKey() {
    assertThatThrownBy(() -> OutputSettings.of("csv", "filename=x", KEYS, context(Map.of())))
        .isInstanceOf(OutputFault.class)
        .hasMessage(
            "output csv: no setting is named 'filename'; did you mean 'fileName'?; use fileName,"
                + " saveInterval");
    assertThat(OutputSettings.isPairs("fileName=a", KEYS)).isTrue();
    assertThat(OutputSettings.isPairs("some=file.csv", KEYS)).isFalse();
  }

  @Test
  @DisplayName("Headers are pairs; what is no pair is a fault")
  void headers() {
    OutputSettings settings =
        OutputSettings.of("x", context(Map.of("K6_H", "a:1, b:c:d,", "K6_BAD", "a")));
    assertThat(settings.pairs("", "H", ':')).isEqualTo(Map.of("a", "1", "b", "c:d"));
    assertThatThrownBy(() -> settings.pairs("", "BAD", ':'))
        .hasMessage("output x: K6_BAD: 'a' is no pair; write name:value,name:value");
  }
}
