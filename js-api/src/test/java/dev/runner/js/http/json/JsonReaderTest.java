package dev.runner.js.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  @Test
  @DisplayName("A document is read and written again without white space")
  void roundTrip() throws JsonSyntaxFault {
    String text =
        " { \"a\" : [ 1 , -0.5e-7 , true , false , null , \"\" ] , \"b\" : { } , \"c\":[ ] } ";
    assertThat(JsonReader.read(text).text())
        .isEqualTo("{\"a\":[1,-0.5e-7,true,false,null,\"\"],\"b\":{},\"c\":[]}");
  }

  @ParameterizedTest
  @DisplayName("What is not JSON is refused")
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,]",
        "{\"a\"}",
        "{a:1}",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "tru",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "[1 2]",
        "1 1",
        "NaN",
        "'a'",
        "{\"a\":1,}",
        "-",
        "\"a\nb\""
      })
  void refused(String text) {
    assertThatThrownBy(() -> JsonReader.read(text)).isInstanceOf(JsonSyntaxFault.class);
  }

  @Test
  @DisplayName("A fault names line and character")
  void position() {
    assertThatThrownBy(() -> JsonReader.read("{\n  \"a\": tru\n}"))
        .hasMessageStartingWith("line 2, character 8: ");
  }

  @Test
  @DisplayName("Deep nesting is refused, not run into the end of the stack")
  void depth() {
    assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000)))
        .hasMessageContaining("too deeply");
  }
}
