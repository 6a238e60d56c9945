package dev.runner.js.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSelectorTest {
  private static final String PEOPLE =
      """
      {
        "name": {"first": "Tom", "last": "Anderson"},
        "age": 37,
        "children": ["Sara", "Alex", "Jack"],
        "fav.movie": "Deer Hunter",
        "a*b": "star",
        "7": "seven",
        "friends": [
          {"first": "Dale", "last": "Murphy", "age": 44, "nets": ["ig", "fb", "tw"]},
          {"first": "Roger", "last": "Craig", "age": 68, "nets": ["fb", "tw"]},
          {"first": "Jane", "last": "Murphy", "age": 47, "nets": ["ig", "tw"]},
          {"last": "Nameless", "age": 5}
        ],
        "nothing": null,
        "text": "{\\"a\\":1}",
        "deep": [1, [2, [3, 4]], 5],
        "table": {"id": [1, 2], "val": ["x", "y"]},
        "parts": [{"a": 1, "b": 1}, {"a": 2}]
      }
      """;

  private static String select(String json, String path) {
    Json found = JsonSelector.select(json, path);
    return found == null ? null : found.text();
  }

  @ParameterizedTest(name = "{0} finds {1}")
  @DisplayName("Names, indexes, wildcards and escapes")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "name.last; \"Anderson\"",
        "name|last; \"Anderson\"",
        "age; 37",
        "children.1; \"Alex\"",
        "child*.2; \"Jack\"",
        "c?ildren.0; \"Sara\"",
        "fav\\.movie; \"Deer Hunter\"",
        "a\\*b; \"star\"",
        "7; \"seven\"",
        "friends.1.last; \"Craig\"",
        "nothing; null",
        "name; {\"first\":\"Tom\",\"last\":\"Anderson\"}",
      })
  void names(String path, String expected) {
    assertThat(select(PEOPLE, path)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} finds {1}")
  @DisplayName("Counts, maps and queries")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "children.#; 3",
        "friends.#; 4",
        "friends.#.first; [\"Dale\",\"Roger\",\"Jane\"]",
        "friends.#.nosuch; []",
        "friends.#.nets.#; [3,2,2]",
        "friends.#.nets.0; [\"ig\",\"fb\",\"ig\"]",
        "friends.#(last==\"Murphy\").first; \"Dale\"",
        "friends.#(last=\"Murphy\").first; \"Dale\"",
        "friends.#(last==Craig).first; \"Roger\"",
        "friends.#(last==\"Murphy\")#.first; [\"Dale\",\"Jane\"]",
        "friends.#(age>45)#.last; [\"Craig\",\"Murphy\"]",
        "friends.#(age>=47)#.age; [68,47]",
        "friends.#(age<45)#.age; [44,5]",
        "friends.#(age<=44)#.age; [44,5]",
        "friends.#(age!=44)#.age; [68,47,5]",
        "friends.#( age > 60 ).first; \"Roger\"",
        "friends.#(first%\"D*\").last; \"Murphy\"",
        "friends.#(first!%\"D*\").last; \"Craig\"",
        "friends.#(first%\"?ane\").age; 47",
        "friends.#(nets.#(==\"fb\"))#.first; [\"Dale\",\"Roger\"]",
        "friends.#(nets)#.first; [\"Dale\",\"Roger\",\"Jane\"]",
        "friends.#(first)#.age; [44,68,47]",
        "children.#(!%\"*a*\"); \"Alex\"",
        "children.#(%\"*a*\")#; [\"Sara\",\"Jack\"]",
        "children.#(>\"J\")#; [\"Sara\",\"Jack\"]",
        "friends.#(age>1000)#; []",
        "friends.#(last==\"Murphy\")#|0.first; \"Dale\"",
        "friends.#(last==\"Murphy\")#.nets.0; [\"ig\",\"ig\"]",
        "friends.#.first|1; \"Roger\"",
        "friends.#.first|#; 3",
        "friends.#[age>45]#.last; [\"Craig\",\"Murphy\"]",
      })
  void elements(String path, String expected) {
    assertThat(select(PEOPLE, path)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} finds {1}")
  @DisplayName("Modifiers, new objects and arrays, literals")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "children.@reverse; [\"Jack\",\"Alex\",\"Sara\"]",
        "children|@reverse|0; \"Jack\"",
        "children.@reverse.0; \"Jack\"",
        "name.@keys; [\"first\",\"last\"]",
        "name.@values; [\"Tom\",\"Anderson\"]",
        "name.@reverse; {\"last\":\"Anderson\",\"first\":\"Tom\"}",
        "children.@this.1; \"Alex\"",
        "children.@ugly.1; \"Alex\"",
        "children.@pretty:{\"indent\":\"\"}.1; \"Alex\"",
        "children.@valid.1; \"Alex\"",
        "deep.@flatten; [1,2,[3,4],5]",
        "deep.@flatten:{\"deep\":true}; [1,2,3,4,5]",
        "parts.@join; {\"a\":2,\"b\":1}",
        "parts.@join:{\"preserve\":true}; {\"a\":1,\"b\":1,\"a\":2}",
        "age.@tostr; \"37\"",
        "text.@fromstr.a; 1",
        "table.@group; [{\"id\":1,\"val\":\"x\"},{\"id\":2,\"val\":\"y\"}]",
        "@dig:b; [1]",
        "@this.age; 37",
        "{name.first,age}; {\"first\":\"Tom\",\"age\":37}",
        "{age,\"all\":children.#}; {\"age\":37,\"all\":3}",
        "{age,nosuch}; {\"age\":37}",
        "{children.#}; {\"_\":3}",
        "[age,name.last]; [37,\"Anderson\"]",
        "[age,name.last].1; \"Anderson\"",
        "friends.#.{first,age}|0; {\"first\":\"Dale\",\"age\":44}",
        "name.{first}; {\"first\":\"Tom\"}",
        "friends.#(age>45)#.[age]; [[68],[47]]",
        "!\"x\"; \"x\"",
        "{age,\"kind\":!\"person\"}; {\"age\":37,\"kind\":\"person\"}",
        "![1,2].1; 2",
      })
  void modifiers(String path, String expected) {
    assertThat(select(PEOPLE, path)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} finds nothing")
  @DisplayName("What is not there is not found")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "nosuch",
        "name.nosuch",
        "children.3",
        "children.-1",
        "children.x",
        "age.x",
        "name.#",
        "friends.#(age>1000)",
        "friends.#(age>",
        "friends.#|0",
        "@nosuch",
        "nothing.x",
        "name.",
      })
  void nothing(String path) {
    assertThat(select(PEOPLE, path)).isNull();
  }

  @Test
  @DisplayName("A tilde compares as booleans")
  void tilde() {
    String json =
        """
        {"vals":[{"a":1,"b":"data"},{"a":2,"b":true},{"a":3,"b":false},{"a":4,"b":"0"},
        {"a":5,"b":0},{"a":6,"b":"1"},{"a":7,"b":1},{"a":8,"b":"true"},{"a":9,"b":false},
        {"a":10,"b":null},{"a":11}]}
        """;
    assertThat(select(json, "vals.#(b==~true)#.a")).isEqualTo("[2,6,7,8]");
    assertThat(select(json, "vals.#(b==~false)#.a")).isEqualTo("[3,4,5,9,10,11]");
    assertThat(select(json, "vals.#(b==~null)#.a")).isEqualTo("[10,11]");
    assertThat(select(json, "vals.#(b!=~*)#.a")).isEqualTo("[11]");
    assertThat(select(json, "vals.#(b==true)#.a")).isEqualTo("[2,8]");
    assertThat(select(json, "vals.#(b==null)#.a")).isEqualTo("[10]");
  }

  @Test
  @DisplayName("Two dots take the text as lines of JSON")
  void lines() {
    String json =
        """
        {"name": "Gilbert", "age": 61}
        {"name": "Alexa", "age": 34}
        {"name": "May", "age": 57}
        """;
    assertThat(select(json, "..#")).isEqualTo("3");
    assertThat(select(json, "..1.name")).isEqualTo("\"Alexa\"");
    assertThat(select(json, "..#.name")).isEqualTo("[\"Gilbert\",\"Alexa\",\"May\"]");
    assertThat(select(json, "..#(name=\"May\").age")).isEqualTo("57");
    assertThat(select(json, "name")).isNull();
  }

  @Test
  @DisplayName("An empty path and a broken document find nothing")
  void broken() {
    assertThat(select("{}", "")).isNull();
    assertThat(select("{\"a\":1", "a")).isNull();
    assertThat(select("", "a")).isNull();
    assertThat(select("{\"a\":1} x", "a")).isNull();
  }

  @Test
  @DisplayName("Strings keep their escapes and characters")
  void strings() {
    assertThat(select("{\"a\":\"\\u00e9\\n\\\"\\u0001\"}", "a")).isEqualTo("\"é\\n\\\"\\u0001\"");
    assertThat(select("{\"é.x\":1}", "é\\.x")).isEqualTo("1");
    assertThat(select("[-1.5e+3]", "0")).isEqualTo("-1.5e+3");
  }
}
