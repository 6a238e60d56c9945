package dev.runner.output.influxdb;

import dev.runner.output.OutputFault;
import dev.runner.output.push.Endpoint;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What the URL of a server tells: `http://user:password@host:8086/database?precision=ms`.
///
/// @param base scheme, host, port and, before the last `/`, a path that a proxy may need
/// @param database the last part of the path; may be empty
/// @param settings its query
record InfluxAddress(
    String base, String database, String user, String password, Map<String, String> settings) {
  InfluxAddress {
    settings = Map.copyOf(settings);
  }

  static InfluxAddress parse(String text) {
    Optional<URI> parsed = Endpoint.parse(text);
    if (parsed.isEmpty()) {
      throw new OutputFault(
          "output influxdb: '"
              + text
              + "' is no address of a server; write http://host:8086/database");
    }
    URI uri = parsed.get();
    String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("/+$", "");
    int slash = path.lastIndexOf('/');
    String[] user = (uri.getUserInfo() == null ? "" : uri.getUserInfo()).split(":", 2);
    return new InfluxAddress(
        uri.getScheme()
            + "://"
            + uri.getHost()
            + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
            + (slash > 0 ? path.substring(0, slash) : ""),
        path.substring(slash + 1),
        user[0],
        user.length > 1 ? user[1] : "",
        query(uri.getRawQuery() == null ? "" : uri.getRawQuery()));
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String part : raw.split("&", -1)) {
      if (!part.isEmpty()) {
        String[] pair = part.split("=", 2);
        pairs.put(decoded(pair[0]), pair.length > 1 ? decoded(pair[1]) : "");
      }
    }
    return pairs;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /// A URL of the server.
  ///
  /// @param path such as `/write`
  /// @param query those with an empty value are left out
  URI at(String path, Map<String, String> query) {
    var text = new StringBuilder(base).append(path);
    char separator = '?';
    for (Map.Entry<String, String> pair : query.entrySet()) {
      if (!pair.getValue().isEmpty()) {
        text.append(separator).append(pair.getKey()).append('=');
        text.append(URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8));
        separator = '&';
      }
    }
    return URI.create(text.toString());
  }
}
