package dev.runner.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runner.js.module.ScriptPhase;
import dev.runner.sample.MetricKind;
import dev.runner.sample.ValueUnit;
import dev.runner.script.TestScope.Recorded;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The module `k6/metrics`, in scripts.
class MetricsModuleTest {
  private static final String IMPORT =
      "import { Counter, Gauge, Rate, Trend } from 'k6/metrics';\n";
  private static final Map<String, String> TAGS = Map.of("scenario", "default");

  @TempDir Path folder;
  private Scripts scripts;

  @BeforeEach
  void prepare() {
    scripts = new Scripts(folder);
  }

  @AfterEach
  void close() {
    scripts.close();
  }

  @Test
  @DisplayName("each kind of metric is declared and fed")
  void kinds() {
    assertThat(
            scripts.printed(
                IMPORT
                    + """
                    const c = new Counter('my_counter'), g = new Gauge('my_gauge');
                    const r = new Rate('my_rate'), t = new Trend('my_trend', true);
                    export default () => {
                      console.log(c.add(2), g.add('1.5'), r.add(7), r.add(false), t.add(true));
                      console.log(c.name, c instanceof Counter, c instanceof Gauge);
                    };
                    """))
        .containsExactly("true true true true true", "my_counter true false");
    assertThat(scripts.scope.samples)
        .containsExactly(
            new Recorded("my_counter", 2, TAGS),
            new Recorded("my_gauge", 1.5, TAGS),
            new Recorded("my_rate", 1, TAGS),
            new Recorded("my_rate", 0, TAGS),
            new Recorded("my_trend", 1, TAGS));
    assertThat(scripts.scope.registry.find("my_trend").orElseThrow())
        .satisfies(
            metric -> {
              assertThat(metric.kind()).isEqualTo(MetricKind.TREND);
              assertThat(metric.unit()).isEqualTo(ValueUnit.TIME);
            });
  }

  @Test
  @DisplayName("tags of a sample replace those of the virtual user")
  void tags() {
    scripts.printed(
        IMPORT
            + """
            const c = new Counter('cc');
            export default () => { c.add(1, { scenario: 'mine', n: 1 }); c.add(1, null); };
            """);
    assertThat(scripts.scope.samples)
        .containsExactly(
            new Recorded("cc", 1, Map.of("scenario", "mine", "n", "1")),
            new Recorded("cc", 1, TAGS));
  }

  @ParameterizedTest
  @CsvSource({
    "NaN,NaN",
    "undefined,undefined",
    "null,null",
    "'x',x",
    "'',''",
    "({}),[object Object]"
  })
  @DisplayName("a value that is no number is refused with a warning, or throws if asked to")
  void noNumber(String value, String shown) {
    String script =
        IMPORT
            + "const c = new Counter('cc');\nexport default () => console.log(c.add("
            + ("x".equals(value) || value.isEmpty() ? "'" + value + "'" : value)
            + "));";
    String message = "'" + shown + "' is no number: it cannot be added to metric 'cc'";
    assertThat(scripts.printed(script)).containsExactly("warning " + message, "false");
    assertThat(scripts.scope.samples).isEmpty();

    scripts.scope.phase = ScriptPhase.INIT;
    scripts.scope.throwsOnFailure = true;
    ScriptInstance instance = scripts.open(script);
    assertThatThrownBy(() -> instance.iterate("default", 0))
        .hasMessageStartingWith("GoError: " + message);
  }

  @Test
  @DisplayName("infinity is a number, but there is a warning; a rate makes one of it")
  void infinity() {
    assertThat(
            scripts.printed(
                IMPORT
                    + """
                    const t = new Trend('tt'), r = new Rate('rr');
                    export default () => { t.add(Infinity); r.add(-Infinity); t.add(-Infinity); };
                    """))
        .singleElement()
        .asString()
        .startsWith("warning metric 'tt' was given an infinite value");
    assertThat(scripts.scope.samples)
        .containsExactly(
            new Recorded("tt", Double.POSITIVE_INFINITY, TAGS),
            new Recorded("rr", 1, TAGS),
            new Recorded("tt", Double.NEGATIVE_INFINITY, TAGS));
    scripts.scope.oddValues.finish();
    assertThat(scripts.scope.lines)
        .last()
        .isEqualTo("warning infinite values were added to metrics: tt (2)");
  }

  @Test
  @DisplayName("of many values that are no numbers there is one warning a metric, and a count")
  void refusedMany() {
    assertThat(
            scripts.printed(
                IMPORT
                    + """
                    const c = new Counter('cc'), t = new Trend('tt');
                    export default () => {
                      for (let i = 0; i < 1000; i++) c.add(NaN);
                      t.add('x');
                    };
                    """))
        .containsExactly(
            "warning 'NaN' is no number: it cannot be added to metric 'cc'",
            "warning 'x' is no number: it cannot be added to metric 'tt'");
    scripts.scope.oddValues.finish();
    scripts.scope.oddValues.finish();
    assertThat(scripts.scope.lines)
        .hasSize(3)
        .last()
        .isEqualTo(
            "warning values that are no numbers were not added to metrics: cc (1000), tt (1)");
    assertThat(scripts.scope.samples).isEmpty();
  }

  @Test
  @DisplayName("declaring a metric again gives the same one, also a built-in one")
  void again() {
    scripts.printed(
        IMPORT
            + """
            const a = new Counter('cc'), b = new Counter('cc'), i = new Counter('iterations');
            export default () => { a.add(1); b.add(2); i.add(3); };
            """);
    assertThat(scripts.scope.samples)
        .extracting(Recorded::metric)
        .containsExactly("cc", "cc", "iterations");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "new Counter('c')|invalid metric name 'c'",
        "new Counter()|invalid metric name ''",
        "new Counter('a b')|invalid metric name 'a b'",
        "new Counter('cc'); new Gauge('cc')|metric 'cc' already exists as a counter",
        "new Trend('tt'); new Trend('tt', true)|metric 'tt' already exists",
        "new Counter('http_req_duration')|metric 'http_req_duration' already exists",
        "new Counter('cc').add(1)|nothing can be added to metric 'cc' in the init stage",
        "new Counter('cc').add(1, {a: 1})|nothing can be added to metric 'cc' in the init stage",
        "new Counter('cc').add('x')|nothing can be added to metric 'cc' in the init stage",
      })
  @DisplayName("wrong declarations fail the init code")
  void wrongDeclarations(String code, String message) {
    assertThatThrownBy(() -> scripts.open(IMPORT + code))
        .isInstanceOf(ScriptError.class)
        .hasMessageStartingWith("GoError: " + message);
  }

  @Test
  @DisplayName("metrics are declared by init code only")
  void late() {
    ScriptInstance instance = scripts.open(IMPORT + "export default () => new Counter('too_late')");
    assertThatThrownBy(() -> instance.iterate("default", 0))
        .hasMessageStartingWith("GoError: metric 'too_late' must be declared in the init stage");
  }
}
