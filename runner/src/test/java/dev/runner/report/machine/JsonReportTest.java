package dev.runner.report.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.runner.json.Json;
import dev.runner.metrics.Values;
import dev.runner.result.ExampleResult;
import dev.runner.result.ManyUsers;
import dev.runner.result.MeasuredResult;
import dev.runner.result.TestResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JsonReportTest {
  private static String write(TestResult result) throws IOException {
    var out = new ByteArrayOutputStream();
    new JsonReport().write(result, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static JsonSchema schema() throws IOException {
    Path file = Path.of("..", "docs", "schema", "summary-1.json");
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Files.readString(file));
  }

  @Test
  @DisplayName("what is written is valid against the published schema, which does not accept all")
  void valid() throws IOException {
    String example = write(new ExampleResult().result());
    assertThat(schema().validate(example, InputFormat.JSON)).isEmpty();
    try (var measured = new MeasuredResult("browse", "buy")) {
      measured.details();
      measured.requests("browse", "::list", 3, 200);
      measured.requests("buy", "", 2, 503);
      measured.requests("", "::setup", 1, 200);
      assertThat(schema().validate(write(measured.result()), InputFormat.JSON)).isEmpty();
    }
    assertThat(schema().validate(example.replace("\"trend\"", "\"rate\""), InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  @DisplayName("virtual users are in it if they were counted apart, ten thousand at most")
  @SuppressWarnings("unchecked")
  void users() throws IOException {
    assertThat((Map<String, Object>) Json.parse(write(new ExampleResult().result())))
        .doesNotContainKey("virtual_users");
    String few = write(ManyUsers.in(new ExampleResult().result(), 3));
    assertThat(schema().validate(few, InputFormat.JSON)).isEmpty();
    assertThat(schema().validate(few.replace("\"ratio\"", "\"x\""), InputFormat.JSON)).isNotEmpty();
    var users = (Map<String, Object>) ((Map<String, Object>) Json.parse(few)).get("virtual_users");
    assertThat((List<Map<String, Object>>) users.get("rows"))
        .extracting(row -> row.get("vu") + " " + row.get("failed_requests") + row.get("duration"))
        .first()
        .isEqualTo("1 2{avg=1, min=1, p50=1, p95=1, p99=1, max=1}");
    assertThat((List<Map<String, Object>>) users.get("evenness"))
        .singleElement()
        .satisfies(
            one -> assertThat(one).containsEntry("slowest_vu", 3L).containsEntry("ratio", 3L))
        .satisfies(one -> assertThat(one).containsEntry("uneven", true));
    String many = write(ManyUsers.in(new ExampleResult().result(), 10_001));
    var all = (Map<String, Object>) ((Map<String, Object>) Json.parse(many)).get("virtual_users");
    assertThat(all).containsEntry("count", 10_001L);
    assertThat((List<?>) all.get("rows")).hasSize(10_000);
  }

  @Test
  @DisplayName("it has the verdict, the numbers of scenarios and groups, endpoints and errors")
  @SuppressWarnings("unchecked")
  void content() throws IOException {
    try (var measured = new MeasuredResult("browse", "buy")) {
      measured.details();
      measured.requests("browse", "::list", 3, 200);
      measured.requests("buy", "::pay", 2, 503);
      var tree = (Map<String, Object>) Json.parse(write(measured.result()));
      assertThat(tree).containsEntry("format", "runner-summary").containsEntry("version", 1L);
      assertThat((List<Map<String, Object>>) tree.get("groups"))
          .extracting(group -> group.get("scenario") + " " + group.get("path"))
          .containsExactly("browse ::list", "buy ::pay");
      assertThat((List<Map<String, Object>>) tree.get("request_errors"))
          .singleElement()
          .satisfies(error -> assertThat(error).containsEntry("category", "server"));
      assertThat((List<Map<String, Object>>) tree.get("endpoints"))
          .extracting(endpoint -> endpoint.get("name"))
          .containsExactly("GET http://shop/list", "GET http://shop/pay");
    }
  }

  @Test
  @DisplayName("a histogram counts each value in a bucket that holds it")
  @SuppressWarnings("unchecked")
  void histogram() {
    Values.Distribution distribution =
        Values.Distribution.exact(-3, 0, 1, 10, 10, 10.5, Double.POSITIVE_INFINITY);
    var trend = new Values.Trend(7, 0, -3, Double.POSITIVE_INFINITY, distribution);
    Map<String, Object> json = (Map<String, Object>) (Map<?, ?>) new JsonValues(1).of(trend);
    assertThat((List<Object>) json.get("histogram"))
        .containsExactly(
            Map.of("le", 0.0, "count", 2L),
            Map.of("le", 1.0, "count", 1L),
            Map.of("le", 10.0, "count", 2L),
            Map.of("le", 11.2202, "count", 1L));
    assertThat(json).containsEntry("max", null);
  }
}
