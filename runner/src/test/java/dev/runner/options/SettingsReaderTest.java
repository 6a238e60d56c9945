package dev.runner.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {
  @Test
  @DisplayName("reads numbers, numeric texts, durations, maps and objects")
  void readsValues() {
    SettingsReader settings =
        reader(
            "{'vus':'2','rate':3,'d':'1s','m':{'a':'b'},'t':'x','stages':[{'target':1}],'no':null}");

    assertThat(settings.integer("vus", 1)).isEqualTo(2);
    assertThat(settings.requiredInteger("rate")).isEqualTo(3);
    assertThat(settings.integer("absent", 7)).isEqualTo(7);
    assertThat(settings.integer("no", 8)).isEqualTo(8);
    assertThat(settings.requiredDuration("d")).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.duration("absent", Duration.ofSeconds(9))).isEqualTo(Duration.ofSeconds(9));
    assertThat(settings.texts("m")).isEqualTo(Map.of("a", "b"));
    assertThat(settings.text("t", "")).isEqualTo("x");
    List<SettingsReader> stages = settings.objects("stages");
    assertThat(stages).hasSize(1);
    assertThat(stages.getFirst().requiredInteger("target")).isEqualTo(1);
    settings.rejectUnknown();
    assertThat(settings.problems()).isEmpty();
  }

  @Test
  @DisplayName("collects every problem in order and names each key once")
  void collectsProblems() {
    SettingsReader settings =
        reader("{'vus':1.5,'d':{},'stages':[{'target':'x','z':1},4],'m':{'k':1},'extra':1}");

    settings.require("vus", settings.integer("vus", 0) > 0, "must be more than 0");
    settings.duration("d", Duration.ZERO);
    long rate = settings.requiredInteger("rate");
    settings.require("rate", rate > 0, "must be more than 0");
    settings.objects("stages").forEach(stage -> stage.requiredInteger("target"));
    settings.texts("m");
    settings.problem("something else");
    settings.rejectUnknown();

    assertThat(settings.joined())
        .isEqualTo(
            "vus must be a whole number, found 1.5, "
                + "d must be a duration such as '1m30s' or a number of milliseconds,"
                + " found an empty object, "
                + "rate is missing, "
                + "stages[1] must be an object, found 4, "
                + "stages[0].target must be a whole number, found 'x', "
                + "'k' of m must be a text, found 1, "
                + "something else, "
                + "unknown key 'extra', "
                + "unknown key 'stages[0].z'");
  }

  private static SettingsReader reader(String json) {
    return new SettingsReader(
        JsonValues.object(Json.parse(json.replace('\'', '"')), "the settings"));
  }
}
