package dev.runner.control;

import dev.runner.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the control interface answers.
///
/// @param allow the methods that would have been right, if this one was wrong; else empty
record Reply(int status, String contentType, String body, String allow) {
  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain; charset=utf-8";

  static Reply json(Map<String, ? extends @Nullable Object> value) {
    return new Reply(200, JSON, Json.write(value), "");
  }

  /// JSON that says to be plain text, as k6 does for metrics and groups.
  static Reply jsonAsText(Map<String, ? extends @Nullable Object> value) {
    return new Reply(200, TEXT, Json.write(value), "");
  }

  static Reply text(int status, String text) {
    return new Reply(status, TEXT, text, "");
  }

  static Reply wrongMethod(String allow) {
    return new Reply(405, TEXT, "use one of: " + allow + "\n", allow);
  }

  static Reply error(int status, String title, String detail) {
    var error = Map.of("status", Integer.toString(status), "title", title, "detail", detail);
    return new Reply(status, JSON, Json.write(Map.of("errors", List.of(error))), "");
  }
}
