package dev.runner.secret;

import dev.runner.clock.Clock;
import dev.runner.js.module.ScriptFault;
import dev.runner.json.Json;
import dev.runner.json.JsonFault;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Secrets that a server tells, each asked for once in a run. Uses the JDK's HTTP client: these
/// requests are no part of the test and must not be measured.
final class UrlSource implements SecretSource {
  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final UrlSettings settings;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Optional<String>> known = new HashMap<>();
  private @Nullable HttpClient client;

  /// When the allowance for requests would be empty, were it used at its full rate (a leaky
  /// bucket): a request is allowed if this is at most a burst ahead of now.
  private long allowanceNanos;

  private boolean begun;

  UrlSource(UrlSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Optional<String> get(String key) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Optional<String> secret = known.get(key);
      if (secret == null) {
        secret = fetch(key);
        known.put(key, secret);
      }
      return secret;
    } finally {
      lock.unlock();
    }
  }

  private Optional<String> fetch(String key) throws InterruptedException {
    long pause = settings.retryBackoff().toNanos();
    String problem = "";
    for (int attempt = 0; attempt <= settings.maxRetries(); attempt++) {
      if (attempt > 0) {
        clock.sleepUntil(clock.nanoTime() + pause);
        pause *= 2;
      }
      awaitAllowance();
      try {
        HttpResponse<String> response = ask(key);
        int status = response.statusCode();
        if (status == 404) {
          return Optional.empty();
        }
        if (status >= 200 && status < 300) {
          return Optional.of(found(key, response.body()));
        }
        problem = "the server answered " + status;
        if (status < 500 && status != 429 && status != 408) {
          break;
        }
      } catch (IOException e) {
        String message = e.getMessage();
        problem = message == null ? e.getClass().getSimpleName() : message;
      }
    }
    throw new ScriptFault("cannot get the secret '" + key + "': " + problem);
  }

  private void awaitAllowance() throws InterruptedException {
    long perRequest = MINUTE_NANOS / settings.requestsPerMinute();
    long now = clock.nanoTime();
    if (!begun || allowanceNanos < now) {
      allowanceNanos = now;
      begun = true;
    }
    long ahead = perRequest * (settings.burst() - 1L);
    if (allowanceNanos - now > ahead) {
      clock.sleepUntil(allowanceNanos - ahead);
    }
    allowanceNanos += perRequest;
  }

  private HttpResponse<String> ask(String key) throws IOException, InterruptedException {
    String escaped = URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(settings.template().replace("{key}", escaped)))
              .timeout(settings.timeout())
              .method(settings.method(), HttpRequest.BodyPublishers.noBody());
      settings.headers().forEach(request::header);
      if (client == null) {
        client = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
      }
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IllegalArgumentException e) {
      throw new ScriptFault("cannot get the secret '" + key + "': " + e.getMessage(), e);
    }
  }

  private String found(String key, String body) {
    if (settings.responsePath().isEmpty()) {
      return body;
    }
    try {
      @Nullable Object value = Json.parse(body);
      for (String name : settings.responsePath().split("\\.")) {
        value =
            switch (value) {
              case Map<?, ?> object -> object.get(name);
              case List<?> list when name.matches("\\d{1,9}") ->
                  Integer.parseInt(name) < list.size() ? list.get(Integer.parseInt(name)) : null;
              case null, default -> null;
            };
      }
      if (value != null) {
        return value instanceof String text ? text : Json.write(value);
      }
    } catch (JsonFault e) {
      throw new ScriptFault("cannot get the secret '" + key + "': the answer is no JSON", e);
    }
    throw new ScriptFault(
        "cannot get the secret '"
            + key
            + "': there is nothing at '"
            + settings.responsePath()
            + "' in the answer");
  }
}
