package dev.runner.control;

import dev.runner.json.Json;
import dev.runner.json.JsonFault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks the control interface of a running test, that of `runner` or of k6. Every method throws a
/// [ControlFault] with a message for the user if that fails.
public final class ControlClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ControlAddress address;
  private final Optional<String> token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();

  public ControlClient(ControlAddress address, Optional<String> token) {
    this.address = address;
    this.token = token;
  }

  /// The attributes of the test's status, as [Json#parse] gives them.
  public Map<?, ?> status() throws InterruptedException {
    return attributes(data("GET", "/v1/status", null));
  }

  /// Changes attributes of the test, and returns them all.
  public Map<?, ?> change(Map<String, ? extends @Nullable Object> attributes)
      throws InterruptedException {
    return attributes(data("PATCH", "/v1/status", envelope("status", "default", attributes)));
  }

  /// All metrics, each with `id` and `attributes`.
  public List<?> metrics() throws InterruptedException {
    return data("GET", "/v1/metrics", null) instanceof List<?> list ? list : List.of();
  }

  /// All scenarios, each with `id` and `attributes`; empty if the other side is k6, which does not
  /// tell.
  public Optional<List<?>> scenarios() throws InterruptedException {
    HttpResponse<String> response = send("GET", "/v1/scenarios", null);
    if (response.statusCode() == 404) {
      return Optional.empty();
    }
    return data(response) instanceof List<?> list ? Optional.of(list) : Optional.empty();
  }

  /// Changes attributes of one scenario, and returns them all.
  public Map<?, ?> changeScenario(String name, Map<String, ? extends @Nullable Object> attributes)
      throws InterruptedException {
    String path = "/v1/scenarios/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    return attributes(data("PATCH", path, envelope("scenarios", name, attributes)));
  }

  private static String envelope(
      String type, String id, Map<String, ? extends @Nullable Object> attributes) {
    return Json.write(Map.of("data", Map.of("type", type, "id", id, "attributes", attributes)));
  }

  private Map<?, ?> attributes(@Nullable Object data) {
    if (data instanceof Map<?, ?> resource && resource.get("attributes") instanceof Map<?, ?> all) {
      return all;
    }
    throw noControl();
  }

  private @Nullable Object data(String method, String path, @Nullable String body)
      throws InterruptedException {
    return data(send(method, path, body));
  }

  private @Nullable Object data(HttpResponse<String> response) {
    if (response.statusCode() == 200) {
      try {
        if (Json.parse(response.body()) instanceof Map<?, ?> document
            && document.containsKey("data")) {
          return document.get("data");
        }
      } catch (JsonFault e) {
        throw noControl();
      }
    }
    throw refusal(response);
  }

  private HttpResponse<String> send(String method, String path, @Nullable String body)
      throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + address + path))
            .timeout(PATIENCE)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    token.ifPresent(word -> request.header("Authorization", "Bearer " + word));
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw unreachable(
          "nothing listens on "
              + address
              + "; start the test with --address, or say with --address where it listens");
    } catch (HttpTimeoutException e) {
      throw unreachable(address + " did not answer in time");
    } catch (IOException e) {
      throw unreachable(address + " did not answer: " + e.getMessage());
    }
  }

  private ControlFault refusal(HttpResponse<String> response) {
    if (response.statusCode() == 401) {
      return refused(
          token.isEmpty()
              ? address + " needs a token; give --api-token or RUNNER_API_TOKEN"
              : address
                  + " was started with another token; look at --api-token and RUNNER_API_TOKEN");
    }
    try {
      if (Json.parse(response.body()) instanceof Map<?, ?> document
          && document.get("errors") instanceof List<?> errors
          && !errors.isEmpty()
          && errors.getFirst() instanceof Map<?, ?> error) {
        return refused(String.valueOf(error.get("detail")));
      }
    } catch (JsonFault e) {
      return noControl();
    }
    return noControl();
  }

  private ControlFault noControl() {
    return unreachable("what listens on " + address + " is not the control interface of a test");
  }

  private static ControlFault unreachable(String message) {
    return new ControlFault(ControlFault.Reason.UNREACHABLE, message);
  }

  private static ControlFault refused(String message) {
    return new ControlFault(ControlFault.Reason.REFUSED, message);
  }

  @Override
  public void close() {
    http.close();
  }
}
