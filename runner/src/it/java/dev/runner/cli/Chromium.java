package dev.runner.cli;

import dev.runner.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A real browser without a window, spoken to over the DevTools protocol
/// (<https://chromedevtools.github.io/devtools-protocol/>).
final class Chromium implements AutoCloseable {
  private static final String LISTENING = "DevTools listening on ";

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Long, CompletableFuture<Map<?, ?>>> answers = new ConcurrentHashMap<>();
  private final BlockingQueue<Map<?, ?>> events = new LinkedBlockingQueue<>();
  private String session = "";

  private Chromium(Process process, String url) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(url), new Incoming())
            .join();
  }

  /// The program, where the machine has it.
  static Optional<Path> program() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(":"))
                    .map(folder -> Path.of(folder).resolve(name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Opens a file.
  static Chromium open(Path program, Path profile, Path file) throws IOException {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    while (line != null && !line.startsWith(LISTENING)) {
      line = lines.readLine();
    }
    if (line == null) {
      throw new IOException("the browser did not start");
    }
    Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {}));
    var browser = new Chromium(process, line.substring(LISTENING.length()).strip());
    browser.visit(file);
    return browser;
  }

  private void visit(Path file) {
    Object target = send("Target.createTarget", Map.of("url", "about:blank")).get("targetId");
    session =
        (String)
            send("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId");
    send("Page.enable", Map.of());
    send("Runtime.enable", Map.of());
    send("Log.enable", Map.of());
    send("Network.enable", Map.of());
    send("Page.navigate", Map.of("url", file.toUri().toString()));
    await("Page.loadEventFired");
  }

  private void await(String event) {
    try {
      Map<?, ?> next;
      do {
        next = Objects.requireNonNull(events.poll(60, TimeUnit.SECONDS), "no " + event);
        seen.add(next);
      } while (!event.equals(next.get("method")));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private final List<Map<?, ?>> seen = new ArrayList<>();

  /// What the page complained of or asked the network for, but itself.
  List<String> complaints() {
    events.drainTo(seen);
    return seen.stream()
        .filter(
            event ->
                switch ((String) event.get("method")) {
                  case "Runtime.exceptionThrown", "Log.entryAdded" -> true;
                  case "Network.requestWillBeSent" ->
                      !"Document".equals(((Map<?, ?>) event.get("params")).get("type"));
                  default -> false;
                })
        .map(Object::toString)
        .toList();
  }

  /// The value of an expression in the page.
  Object evaluate(String expression) {
    Map<?, ?> answer =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.get("exceptionDetails") != null) {
      throw new IllegalStateException(answer.toString());
    }
    return ((Map<?, ?>) answer.get("result")).get("value");
  }

  /// The texts of all elements that a selector finds.
  List<?> texts(String selector) {
    return (List<?>)
        evaluate(
            "[...document.querySelectorAll("
                + Json.write(selector)
                + ")].map(e => e.innerText.trim())");
  }

  /// Gives the window a size, in pixels.
  void resize(int width, int height) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
  }

  /// Moves the mouse, in pixels of the window.
  void point(double x, double y) {
    send("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", x, "y", y));
  }

  private Map<?, ?> send(String method, Map<String, ?> parameters) {
    long id = ids.incrementAndGet();
    var answer = new CompletableFuture<Map<?, ?>>();
    answers.put(id, answer);
    var message = new HashMap<String, Object>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", parameters);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    socket.sendText(Json.write(message), true).join();
    return answer.orTimeout(60, TimeUnit.SECONDS).join();
  }

  private final class Incoming implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        var message = (Map<?, ?>) Json.parse(text.toString());
        text.setLength(0);
        CompletableFuture<Map<?, ?>> answer =
            message.get("id") instanceof Long id ? answers.remove(id) : null;
        if (answer == null) {
          events.add(message);
        } else if (message.get("error") != null) {
          answer.completeExceptionally(new IllegalStateException(message.toString()));
        } else {
          answer.complete((Map<?, ?>) message.get("result"));
        }
      }
      from.request(1);
      return null;
    }
  }

  @Override
  public void close() {
    try {
      session = "";
      send("Browser.close", Map.of());
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      socket.abort();
    }
  }
}
