package dev.runner.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Archives as `k6 archive` lays them out: `metadata.json` with k6's keys, `data`, the other files
/// below `file/` and `https/`, and the script's own path as a hard link to `data`.
public final class K6Archive {
  private K6Archive() {}

  /// @param script the absolute path of the script where it was packed
  /// @param options as JSON
  /// @param files others by the name of their entry
  public static byte[] of(String script, String text, String options, Map<String, String> files)
      throws IOException {
    var entries = new LinkedHashMap<String, byte[]>();
    entries.put(
        "metadata.json",
        bytes(
            """
            {
              "type": "js",
              "options": %s,
              "filename": "file://%s",
              "pwd": "file://%s",
              "env": { "WHO": "packed" },
              "compatibilityMode": "extended",
              "k6version": "1.0.0",
              "goos": "linux",
              "dependencies": { "k6": "*" }
            }
            """
                .formatted(options, script, script.substring(0, script.lastIndexOf('/') + 1))));
    entries.put("data", bytes(text));
    files.forEach((name, content) -> entries.put(name, bytes(content)));
    var out = new ByteArrayOutputStream();
    Tar.write(out, entries, Map.of("file" + script, "data"));
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
