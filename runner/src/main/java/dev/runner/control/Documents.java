package dev.runner.control;

import dev.runner.engine.ScenarioProgress;
import dev.runner.executor.Executor;
import dev.runner.metrics.GroupSnapshot;
import dev.runner.metrics.MetricSnapshot;
import dev.runner.metrics.Snapshot;
import dev.runner.metrics.Values;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What the control interface tells, as JSON:API documents. See https://jsonapi.org/format/1.0/.
final class Documents {
  private Documents() {}

  static Map<String, @Nullable Object> one(@Nullable Object data) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("data", data);
    return document;
  }

  private static Map<String, @Nullable Object> resource(
      String type, String id, Map<String, ? extends @Nullable Object> attributes) {
    Map<String, @Nullable Object> resource = new LinkedHashMap<>();
    resource.put("type", type);
    resource.put("id", id);
    resource.put("attributes", attributes);
    return resource;
  }

  static Map<String, @Nullable Object> status(LiveTest.Status status, boolean tainted) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    attributes.put("status", status.stage());
    attributes.put("paused", status.paused());
    attributes.put("vus", status.vus());
    attributes.put("vus-max", status.maxVus());
    attributes.put("stopped", status.stopped());
    attributes.put("running", status.running());
    attributes.put("tainted", tainted);
    return resource("status", "default", attributes);
  }

  static Map<String, @Nullable Object> setupData(@Nullable Object data) {
    return resource("setupData", "default", one(data));
  }

  /// @param tainted whether a threshold does not hold; null without thresholds
  static Map<String, @Nullable Object> metric(
      MetricSnapshot metric, double elapsedSeconds, @Nullable Boolean tainted) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    attributes.put("type", metric.metric().kind().label());
    attributes.put("contains", metric.metric().unit().label());
    attributes.put("tainted", tainted);
    attributes.put("sample", sample(metric.values(), elapsedSeconds));
    return resource("metrics", metric.fullName(), attributes);
  }

  private static Map<String, Object> sample(Values values, double elapsedSeconds) {
    var sample = new LinkedHashMap<String, Object>();
    switch (values) {
      case Values.Counter counter -> {
        sample.put("count", counter.sum());
        sample.put("rate", counter.perSecond(elapsedSeconds));
      }
      case Values.Gauge gauge -> sample.put("value", gauge.last());
      case Values.Rate rate -> sample.put("rate", rate.rate());
      case Values.Trend trend -> {
        sample.put("avg", trend.average());
        sample.put("max", trend.max());
        sample.put("med", trend.percentile(50));
        sample.put("min", trend.min());
        sample.put("p(90)", trend.percentile(90));
        sample.put("p(95)", trend.percentile(95));
      }
    }
    return sample;
  }

  /// All groups, each before those in it.
  static List<Map<String, @Nullable Object>> groups(Snapshot snapshot) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    collect(snapshot.root(), null, all);
    return all;
  }

  private static void collect(
      GroupSnapshot group,
      @Nullable GroupSnapshot parent,
      List<Map<String, @Nullable Object>> all) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    attributes.put("path", group.path());
    attributes.put("name", group.name());
    attributes.put(
        "checks",
        group.checks().isEmpty() ? null : group.checks().stream().map(Documents::check).toList());
    Map<String, @Nullable Object> relationships = new LinkedHashMap<>();
    relationships.put("groups", one(group.groups().stream().map(Documents::link).toList()));
    relationships.put("parent", one(parent == null ? null : link(parent)));
    Map<String, @Nullable Object> resource = resource("groups", id(group.path()), attributes);
    resource.put("relationships", relationships);
    all.add(resource);
    group.groups().forEach(child -> collect(child, group, all));
  }

  private static Map<String, Object> check(GroupSnapshot.CheckSnapshot check) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("id", id(check.path()));
    entry.put("path", check.path());
    entry.put("name", check.name());
    entry.put("passes", check.passes());
    entry.put("fails", check.fails());
    return entry;
  }

  private static Map<String, Object> link(GroupSnapshot group) {
    var link = new LinkedHashMap<String, Object>();
    link.put("type", "groups");
    link.put("id", id(group.path()));
    return link;
  }

  private static String id(String path) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(md5.digest(path.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Map<String, @Nullable Object> scenario(ScenarioProgress scenario) {
    Executor.Progress progress = scenario.progress();
    Executor.Controls controls = scenario.controls();
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    attributes.put("executor", scenario.executor());
    attributes.put("phase", progress.phase().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    attributes.put("progress", progress.fraction());
    attributes.put("active-vus", progress.activeVus());
    attributes.put("vus", orNull(controls.vus()));
    attributes.put("vus-max", orNull(controls.maxVus()));
    attributes.put("paused", controls.paused());
    attributes.put("note", controls.note());
    attributes.put(
        "controls",
        controls.supported().stream()
            .sorted()
            .map(control -> control == Executor.Control.MAX_VUS ? "vus-max" : control.name())
            .map(name -> name.toLowerCase(Locale.ROOT))
            .toList());
    return resource("scenarios", scenario.name(), attributes);
  }

  private static @Nullable Integer orNull(OptionalInt number) {
    return number.isPresent() ? number.getAsInt() : null;
  }
}
