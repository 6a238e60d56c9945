package dev.runner.result;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;

/// Texts that are expected, in files beside the tests.
public final class Golden {
  private Golden() {}

  /// The text of a file in the test's folder of the resources.
  public static String file(Class<?> test, String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(test.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// A text without the blanks at the ends of its lines, which editors like to remove.
  public static String stripped(String text) {
    return text.lines().map(String::stripTrailing).collect(Collectors.joining("\n")) + "\n";
  }
}
