package dev.runner.secret;

import dev.runner.json.Json;
import dev.runner.json.JsonFault;
import dev.runner.options.Durations;
import dev.runner.options.OptionsFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// How to ask a server for secrets.
///
/// @param template the URL, in which `{key}` stands for the key
/// @param responsePath where the secret is in a JSON response, such as `data.value`; empty if it is
///   the whole body
/// @param requestsPerMinute how many requests a minute at most
/// @param burst how many of them at once
/// @param retryBackoff the pause before the first retry; it doubles
record UrlSettings(
    String template,
    String method,
    Map<String, String> headers,
    String responsePath,
    Duration timeout,
    int requestsPerMinute,
    int burst,
    int maxRetries,
    Duration retryBackoff) {
  private static final String HEADER = "headers.";

  UrlSettings {
    headers = Map.copyOf(headers);
  }

  /// Environment first, then the file of `config=FILE`, then the flag itself.
  static UrlSettings read(SourceSpec spec, Map<String, String> variables, Path folder) {
    Map<String, String> given = new LinkedHashMap<>();
    fromEnvironment(variables, given);
    Map<String, String> flag = new LinkedHashMap<>();
    for (String setting : spec.settings()) {
      int equals = setting.indexOf('=');
      if (equals <= 0) {
        throw spec.wrong("a setting is written NAME=VALUE");
      }
      flag.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    String config = flag.remove("config");
    if (config != null) {
      fromFile(spec, SecretSources.text(spec, folder, config), given);
    }
    given.putAll(flag);
    return of(spec, given);
  }

  private static void fromEnvironment(Map<String, String> variables, Map<String, String> given) {
    Map<String, String> names =
        Map.of(
            "URL_TEMPLATE", "urlTemplate",
            "METHOD", "method",
            "RESPONSE_PATH", "responsePath",
            "TIMEOUT", "timeout",
            "REQUESTS_PER_MINUTE_LIMIT", "requestsPerMinuteLimit",
            "REQUESTS_BURST", "requestsBurst",
            "MAX_RETRIES", "maxRetries",
            "RETRY_BACKOFF", "retryBackoff");
    for (String prefix : new String[] {"K6_SECRET_SOURCE_URL_", "RUNNER_SECRET_SOURCE_URL_"}) {
      variables.forEach(
          (variable, value) -> {
            if (!variable.startsWith(prefix) || value.isEmpty()) {
              return;
            }
            String rest = variable.substring(prefix.length());
            String name = names.get(rest);
            if (name != null) {
              given.put(name, value);
            } else if (rest.startsWith("HEADERS_") || rest.startsWith("HEADER_")) {
              String header = rest.substring(rest.indexOf('_') + 1).replace('_', '-');
              given.put(HEADER + header.toLowerCase(Locale.ROOT), value);
            }
          });
    }
  }

  private static void fromFile(SourceSpec spec, String text, Map<String, String> given) {
    try {
      if (!(Json.parse(text) instanceof Map<?, ?> settings)) {
        throw spec.wrong("the config file must hold a JSON object");
      }
      settings.forEach(
          (name, value) -> {
            if (name.equals("headers") && value instanceof Map<?, ?> headers) {
              headers.forEach((header, content) -> given.put(HEADER + header, "" + content));
            } else {
              given.put("" + name, "" + value);
            }
          });
    } catch (JsonFault e) {
      throw spec.wrong("the config file is no JSON: " + e.getMessage());
    }
  }

  private static UrlSettings of(SourceSpec spec, Map<String, String> given) {
    Map<String, String> rest = new HashMap<>(given);
    Map<String, String> headers = new HashMap<>();
    given.forEach(
        (name, value) -> {
          if (name.startsWith(HEADER)) {
            headers.put(name.substring(HEADER.length()), value);
            rest.remove(name);
          }
        });
    String template = take(rest, "urlTemplate", "");
    if (!template.contains("{key}") || !template.matches("https?://.+")) {
      throw spec.wrong("urlTemplate must be a URL with {key} in it");
    }
    UrlSettings settings;
    try {
      settings =
          new UrlSettings(
              template,
              take(rest, "method", "GET").toUpperCase(Locale.ROOT),
              headers,
              take(rest, "responsePath", ""),
              Durations.parse(take(rest, "timeout", "30s")),
              Integer.parseInt(take(rest, "requestsPerMinuteLimit", "300")),
              Integer.parseInt(take(rest, "requestsBurst", "10")),
              Integer.parseInt(take(rest, "maxRetries", "3")),
              Durations.parse(take(rest, "retryBackoff", "1s")));
    } catch (NumberFormatException e) {
      throw spec.wrong("requestsPerMinuteLimit, requestsBurst and maxRetries are whole numbers");
    } catch (OptionsFault | IllegalArgumentException e) {
      throw spec.wrong("timeout and retryBackoff are durations such as 30s: " + e.getMessage());
    }
    if (settings.requestsPerMinute < 1 || settings.burst < 1 || settings.maxRetries < 0) {
      throw spec.wrong("requestsPerMinuteLimit and requestsBurst begin at 1, maxRetries at 0");
    }
    if (!rest.isEmpty()) {
      throw spec.wrong("there is no setting '" + rest.keySet().iterator().next() + "'");
    }
    return settings;
  }

  private static String take(Map<String, String> from, String name, String standard) {
    String value = from.remove(name);
    return value == null ? standard : value;
  }
}
