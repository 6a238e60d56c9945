package dev.runner.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runner.clock.ManualClock;
import dev.runner.metrics.RecordedLog;
import dev.runner.output.json.JsonOutputFactory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutputSpecTest {
  @Test
  @DisplayName("The type ends at the first equals sign; the rest is the argument")
  void parts() {
    assertThat(OutputSpec.parse("json=a=b.json"))
        .isEqualTo(new OutputSpec("json", Optional.of("a=b.json")));
  }

  @Test
  @DisplayName("Nothing after the type, or only an equals sign, is no argument")
  void noArgument() {
    assertThat(OutputSpec.parse("json")).isEqualTo(new OutputSpec("json", Optional.empty()));
    assertThat(OutputSpec.parse("json=")).isEqualTo(new OutputSpec("json", Optional.empty()));
  }

  @Test
  @DisplayName("An unknown type is a fault that lists those there are")
  void unknownType() {
    var context = Contexts.of(new ManualClock(), new RecordedLog());
    assertThatThrownBy(
            () -> OutputSpec.parse("jsn=x").create(List.of(new JsonOutputFactory()), context))
        .isInstanceOf(OutputFault.class)
        .hasMessage("output 'jsn' is unknown; use one of: json");
  }
}
