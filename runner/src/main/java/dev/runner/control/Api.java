package dev.runner.control;

import dev.runner.engine.ScenarioProgress;
import dev.runner.executor.Executor;
import dev.runner.executor.Executor.Change;
import dev.runner.json.Json;
import dev.runner.json.JsonFault;
import dev.runner.metrics.MetricSnapshot;
import dev.runner.metrics.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The paths of the control interface and what they do: k6's API, version 1, and `/v1/scenarios`.
record Api(LiveTest test) {
  private static final Set<String> SCENARIO_ATTRIBUTES = Set.of("vus", "vus-max", "rate", "paused");

  /// A body is not what it should be.
  private static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  /// Answers a request.
  ///
  /// @param path without query, decoded
  Reply answer(String method, String path, String body) throws InterruptedException {
    String verb = method.equals("HEAD") ? "GET" : method;
    if (!path.equals("/v1") && !path.startsWith("/v1/")) {
      return Reply.text(200, "ok");
    }
    int slash = path.indexOf('/', 4);
    String kind = path.length() < 4 ? "" : path.substring(4, slash < 0 ? path.length() : slash);
    String name = slash < 0 ? null : path.substring(slash + 1);
    try {
      return switch (kind) {
        case "status" -> name == null ? status(verb, body) : unknown();
        case "metrics" -> name == null ? metrics(verb) : metric(verb, name);
        case "groups" -> name == null ? groups(verb) : group(verb, name);
        case "setup" -> name == null ? setup(verb, body) : unknown();
        case "teardown" -> name == null ? teardown(verb) : unknown();
        case "scenarios" -> name == null ? scenarios(verb) : scenario(verb, name, body);
        default -> unknown();
      };
    } catch (Malformed e) {
      return Reply.error(400, "Bad Request", String.valueOf(e.getMessage()));
    }
  }

  private static Reply unknown() {
    return Reply.text(404, "there is no such path\n");
  }

  private Reply status(String method, String body) throws InterruptedException {
    switch (method) {
      case "GET" -> {}
      case "PATCH" -> {
        try {
          change(attributes(body));
        } catch (Executor.Refused e) {
          return Reply.error(500, "Change refused", String.valueOf(e.getMessage()));
        }
      }
      default -> {
        return Reply.wrongMethod("GET, PATCH");
      }
    }
    boolean tainted = test.crossed(test.snapshot()).containsValue(true);
    return Reply.json(Documents.one(Documents.status(test.status(), tainted)));
  }

  private void change(Map<?, ?> attributes) throws InterruptedException {
    Optional<Boolean> stopped = flag(attributes, "stopped");
    Optional<Boolean> paused = flag(attributes, "paused");
    OptionalInt vus = integer(attributes, "vus");
    OptionalInt maxVus = integer(attributes, "vus-max");
    if (stopped.orElse(false)) {
      test.stop();
      return;
    }
    if (paused.isPresent()) {
      test.pause(paused.get());
    }
    if (vus.isPresent() || maxVus.isPresent()) {
      test.change(external(), new Change.Vus(vus, maxVus));
    }
  }

  /// The one scenario that is controlled from outside.
  private String external() {
    List<String> names =
        test.scenarios().stream()
            .filter(one -> one.controls().supported().contains(Executor.Control.PAUSE))
            .map(ScenarioProgress::name)
            .toList();
    if (names.isEmpty()) {
      throw new Executor.Refused(
          "changing vus is not supported: no scenario is externally-controlled; change another"
              + " one by PATCH /v1/scenarios/NAME");
    }
    if (names.size() > 1) {
      throw new Executor.Refused(
          "several scenarios are externally-controlled ("
              + String.join(", ", names)
              + "); change one by PATCH /v1/scenarios/NAME");
    }
    return names.getFirst();
  }

  private Reply metrics(String method) {
    if (!method.equals("GET")) {
      return Reply.wrongMethod("GET");
    }
    Snapshot snapshot = test.snapshot();
    Map<String, Boolean> crossed = test.crossed(snapshot);
    return Reply.jsonAsText(
        Documents.one(snapshot.metrics().stream().map(m -> metric(m, snapshot, crossed)).toList()));
  }

  private Reply metric(String method, String name) {
    if (!method.equals("GET")) {
      return Reply.wrongMethod("GET");
    }
    Snapshot snapshot = test.snapshot();
    return snapshot
        .find(name)
        .map(m -> Reply.jsonAsText(Documents.one(metric(m, snapshot, test.crossed(snapshot)))))
        .orElseGet(() -> Reply.error(404, "Not Found", "no metric is named '" + name + "' so far"));
  }

  private static Map<String, @Nullable Object> metric(
      MetricSnapshot metric, Snapshot snapshot, Map<String, Boolean> crossed) {
    return Documents.metric(metric, snapshot.elapsedSeconds(), crossed.get(metric.fullName()));
  }

  private Reply groups(String method) {
    return method.equals("GET")
        ? Reply.jsonAsText(Documents.one(Documents.groups(test.snapshot())))
        : Reply.wrongMethod("GET");
  }

  private Reply group(String method, String id) {
    if (!method.equals("GET")) {
      return Reply.wrongMethod("GET");
    }
    return Documents.groups(test.snapshot()).stream()
        .filter(group -> id.equals(group.get("id")))
        .findFirst()
        .map(group -> Reply.jsonAsText(Documents.one(group)))
        .orElseGet(() -> Reply.error(404, "Not Found", "no group has the id '" + id + "'"));
  }

  private Reply setup(String method, String body) throws InterruptedException {
    switch (method) {
      case "GET" -> {}
      case "PUT" -> test.setupData(body.isBlank() ? null : Json.write(parse(body)));
      case "POST" -> {
        try {
          test.runSetup();
        } catch (Executor.Refused e) {
          return Reply.error(500, "setup() failed", String.valueOf(e.getMessage()));
        }
      }
      default -> {
        return Reply.wrongMethod("GET, PUT, POST");
      }
    }
    String data = test.setupData();
    return Reply.json(Documents.one(Documents.setupData(data == null ? null : Json.parse(data))));
  }

  private Reply teardown(String method) throws InterruptedException {
    if (!method.equals("POST")) {
      return Reply.wrongMethod("POST");
    }
    try {
      test.runTeardown();
      return Reply.text(200, "");
    } catch (Executor.Refused e) {
      return Reply.error(500, "teardown() failed", String.valueOf(e.getMessage()));
    }
  }

  private Reply scenarios(String method) {
    return method.equals("GET")
        ? Reply.json(Documents.one(test.scenarios().stream().map(Documents::scenario).toList()))
        : Reply.wrongMethod("GET");
  }

  private Reply scenario(String method, String name, String body) throws InterruptedException {
    if (find(name).isEmpty()) {
      return Reply.error(404, "Not Found", "there is no scenario '" + name + "'");
    }
    switch (method) {
      case "GET" -> {}
      case "PATCH" -> {
        try {
          change(name, attributes(body));
        } catch (Executor.Refused e) {
          return Reply.error(409, "Change refused", String.valueOf(e.getMessage()));
        }
      }
      default -> {
        return Reply.wrongMethod("GET, PATCH");
      }
    }
    return Reply.json(Documents.one(Documents.scenario(find(name).orElseThrow())));
  }

  private Optional<ScenarioProgress> find(String name) {
    return test.scenarios().stream().filter(one -> one.name().equals(name)).findFirst();
  }

  private void change(String scenario, Map<?, ?> attributes) throws InterruptedException {
    for (Object key : attributes.keySet()) {
      if (!SCENARIO_ATTRIBUTES.contains(String.valueOf(key))) {
        throw new Malformed("'" + key + "' is none of vus, vus-max, rate, paused");
      }
    }
    Optional<Boolean> paused = flag(attributes, "paused");
    OptionalInt vus = integer(attributes, "vus");
    OptionalInt maxVus = integer(attributes, "vus-max");
    @Nullable Object rate = attributes.get("rate");
    if (rate != null && !(rate instanceof Number)) {
      throw new Malformed("'rate' must be a number");
    }
    if (vus.isPresent() || maxVus.isPresent()) {
      test.change(scenario, new Change.Vus(vus, maxVus));
    }
    if (rate instanceof Number number) {
      test.change(scenario, new Change.Rate(number.doubleValue()));
    }
    if (paused.isPresent()) {
      test.change(scenario, new Change.Pause(paused.get()));
    }
    boolean givenBack =
        (attributes.containsKey("vus") && vus.isEmpty())
            || (attributes.containsKey("rate") && rate == null);
    if (givenBack) {
      test.change(scenario, new Change.AsPlanned());
    }
  }

  private static @Nullable Object parse(String body) {
    try {
      return Json.parse(body);
    } catch (JsonFault e) {
      throw new Malformed("the body is not JSON: " + e.getMessage());
    }
  }

  /// Those of `{"data": {"attributes": {…}}}`.
  private static Map<?, ?> attributes(String body) {
    if (parse(body) instanceof Map<?, ?> document
        && document.get("data") instanceof Map<?, ?> data
        && data.get("attributes") instanceof Map<?, ?> attributes) {
      return attributes;
    }
    throw new Malformed("the body must be like {\"data\": {\"attributes\": {…}}}");
  }

  private static Optional<Boolean> flag(Map<?, ?> attributes, String name) {
    return switch (attributes.get(name)) {
      case null -> Optional.empty();
      case Boolean flag -> Optional.of(flag);
      default -> throw new Malformed("'" + name + "' must be true or false");
    };
  }

  private static OptionalInt integer(Map<?, ?> attributes, String name) {
    return switch (attributes.get(name)) {
      case null -> OptionalInt.empty();
      case Long number when number == number.intValue() -> OptionalInt.of(number.intValue());
      default -> throw new Malformed("'" + name + "' must be a whole number");
    };
  }
}
