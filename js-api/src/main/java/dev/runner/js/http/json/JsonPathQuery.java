package dev.runner.js.http.json;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// JSONPath expressions, which begin with `$`. A path that may find several values gives a list.
public final class JsonPathQuery {
  private static final Configuration CONFIGURATION = Configuration.defaultConfiguration();

  private JsonPathQuery() {}

  /// JSON of what the path finds, or null if that is nothing or the text is not JSON.
  ///
  /// @throws IllegalArgumentException if the path is not JSONPath, with a message for users
  public static @Nullable String select(String text, String path) {
    JsonPath compiled;
    try {
      compiled = JsonPath.compile(path);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + path + "' is no JSONPath: " + e.getMessage(), e);
    }
    try {
      Object found = compiled.read(text, CONFIGURATION);
      if (found == null) {
        return "null";
      }
      String list = CONFIGURATION.jsonProvider().toJson(List.of(found));
      return list.substring(1, list.length() - 1);
    } catch (JsonPathException e) {
      return null;
    }
  }
}
