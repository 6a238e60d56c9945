package dev.runner.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
  private static final Environment NO_ENVIRONMENT = new Environment(Map.of());

  @TempDir private Path home;

  @Test
  @DisplayName("no default file is fine")
  void nothing() {
    ConfigFile config = ConfigFile.load(Optional.empty(), NO_ENVIRONMENT, home);

    assertThat(config.layer().settings()).isEmpty();
    assertThat(config.outputs()).isEmpty();
    assertThat(config.linger()).isFalse();
  }

  @Test
  @DisplayName("the runner's default file wins over k6's, a variable over both, a flag over all")
  void places() throws IOException {
    write(".config/k6/config.json", "{\"userAgent\":\"k6\"}");
    assertThat(userAgent(Optional.empty(), NO_ENVIRONMENT)).isEqualTo("k6");

    write(".config/runner/config.json", "{\"userAgent\":\"runner\"}");
    assertThat(userAgent(Optional.empty(), NO_ENVIRONMENT)).isEqualTo("runner");

    var environment =
        new Environment(Map.of("K6_CONFIG", write("v.json", "{\"userAgent\":\"variable\"}")));
    assertThat(userAgent(Optional.empty(), environment)).isEqualTo("variable");

    String flag = write("f.json", "{\"userAgent\":\"flag\"}");
    assertThat(userAgent(Optional.of(flag), environment)).isEqualTo("flag");
  }

  @Test
  @DisplayName("reads out and linger, passes over what it does not know")
  void extras() throws IOException {
    String file =
        write("c.json", "{\"out\":[\"json=a\",\"csv\"],\"linger\":true,\"quiet\":1,\"vus\":2}");

    ConfigFile config = ConfigFile.load(Optional.of(file), NO_ENVIRONMENT, home);

    assertThat(config.outputs()).isEqualTo(List.of("json=a", "csv"));
    assertThat(config.linger()).isTrue();
    assertThat(config.layer().name()).isEqualTo("config");
    assertThat(config.layer().settings()).containsOnlyKeys(OptionKey.VUS);
    assertThat(config.layer().warnings()).isEmpty();
  }

  @Test
  @DisplayName("a named file that is missing, unreadable, no JSON or of the wrong type is a fault")
  void faults() throws IOException {
    assertFault(home.resolve("none.json").toString(), "does not exist");
    assertFault(home.toString(), "cannot be read");
    assertFault(write("bad.json", "{\n vus }"), "is not valid JSON: line 2");
    assertFault(write("empty.json", ""), "is not valid JSON");
    assertFault(write("list.json", "[]"), "must be an object, found an empty array");
    assertFault(write("out.json", "{\"out\":\"json\"}"), "must be an array of texts");
    assertFault(write("linger.json", "{\"linger\":1}"), "must be true or false, found 1");
    assertFault(write("vus.json", "{\"vus\":\"x\"}"), "option 'vus' in config file '");
  }

  @Test
  @DisplayName("a default file that is no JSON is a fault")
  void badDefault() throws IOException {
    write(".config/runner/config.json", "nope");

    assertThatThrownBy(() -> ConfigFile.load(Optional.empty(), NO_ENVIRONMENT, home))
        .isInstanceOf(OptionsFault.class)
        .hasMessageContaining("is not valid JSON");
  }

  private void assertFault(String file, String message) {
    assertThatThrownBy(() -> ConfigFile.load(Optional.of(file), NO_ENVIRONMENT, home))
        .isInstanceOf(OptionsFault.class)
        .hasMessageContaining(file)
        .hasMessageContaining(message);
  }

  private Object userAgent(Optional<String> explicit, Environment environment) {
    OptionsLayer layer = ConfigFile.load(explicit, environment, home).layer();
    return OptionsReader.read(List.of(layer), "default").options().http().userAgent();
  }

  private String write(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return file.toString();
  }
}
