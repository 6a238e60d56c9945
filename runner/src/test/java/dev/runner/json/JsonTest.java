package dev.runner.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  @DisplayName("reads every kind of value and keeps the order of keys")
  void readsValues() {
    Object value = Json.parse("{\"b\":[1,2.5,true,null],\"a\":{\"x\":\"y\"},\"n\":1e400}");

    var expected = new LinkedHashMap<String, Object>();
    expected.put("b", Arrays.asList(1L, 2.5, true, null));
    expected.put("a", Map.of("x", "y"));
    expected.put("n", Double.POSITIVE_INFINITY);
    assertThat(value).isEqualTo(expected);
    assertThat(((Map<?, ?>) value).keySet().toString()).isEqualTo("[b, a, n]");
  }

  @Test
  @DisplayName("says line and column of what is not JSON")
  void namesPlace() {
    assertThatThrownBy(() -> Json.parse("{\n  \"a\": nope\n}"))
        .isInstanceOf(JsonFault.class)
        .hasMessageStartingWith("line 2, column ");
    assertThatThrownBy(() -> Json.parse("1 2")).isInstanceOf(JsonFault.class);
    assertThatThrownBy(() -> Json.parse("")).isInstanceOf(JsonFault.class);
  }

  @Test
  @DisplayName("writes compact and indented text; whole numbers carry no fraction")
  void writes() {
    var value = new LinkedHashMap<String, Object>();
    value.put("count", 3.0);
    value.put("avg", 1.25);
    value.put("bad", Double.NaN);
    value.put("list", List.of(1, 2));
    value.put("none", Map.of());

    assertThat(Json.write(value))
        .isEqualTo("{\"count\":3,\"avg\":1.25,\"bad\":null,\"list\":[1,2],\"none\":{}}");
    assertThat(Json.write(value, 4))
        .isEqualTo(
            """
            {
                "count": 3,
                "avg": 1.25,
                "bad": null,
                "list": [
                    1,
                    2
                ],
                "none": {}
            }""");
  }
}
