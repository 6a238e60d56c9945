package dev.runner.js.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPathTest {
  private static final String SHOP =
      """
      {"items": [{"id": 1, "name": "ä \\"q\\"", "price": 8.5, "tags": ["a", "b"]},
                 {"id": 2, "name": "two", "price": 12, "tags": [], "sold": true, "none": null}],
       "total": 20.5, "big": 12345678901234567890, "a.b": {"$x": 1}}
      """;

  private final HttpScript script = new HttpScript();

  @AfterEach
  void close() {
    script.close();
  }

  private String select(String path) {
    script.session.answer(200, SHOP);
    return script.json(
        "(r => r === undefined ? 'nothing' : r)(http.get('http://t/').json(" + path + "))");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$.total | 20.5",
        "$.items[0].name | \"ä \\\"q\\\"\"",
        "$.items[-1].id | 2",
        "$.items[*].id | [1,2]",
        "$..id | [1,2]",
        "$.items[?(@.price > 10)].name | [\"two\"]",
        "$.items[?(@.sold == true)].id | [2]",
        "$.items[0:1].price | [8.5]",
        "$.items.length() | 2",
        "$[\"a.b\"][\"$x\"] | 1",
        "$.items[0].tags | [\"a\",\"b\"]",
        "$.nothing | \"nothing\"",
        "$.nothing.below | \"nothing\"",
        "$.items[7].id | \"nothing\"",
        "$.items[1].none | null",
        "$.items[?(@.id == 9)] | []",
      })
  @DisplayName("A selector that begins with $ is JSONPath")
  void paths(String path, String expected) {
    assertThat(select("'" + path + "'")).isEqualTo(expected);
  }

  @Test
  @DisplayName("What is not JSONPath is an error that names it")
  void wrong() {
    script.session.answer(200, SHOP);
    assertThat(script.thrown("http.get('http://t/').json('$.items[?(@.id')"))
        .contains("'$.items[?(@.id'");
  }

  @Test
  @DisplayName("A body that is not JSON has nothing to find")
  void notJson() {
    script.session.answer(200, "<html>");
    assertThat(script.run("http.get('http://t/').json('$.a') === undefined").asBoolean()).isTrue();
  }
}
