package dev.runner.metrics;

import dev.runner.sample.Tags;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the samples of a metric are told apart by.
///
/// @param name for those who look for it in snapshots, such as `step`
/// @param key of the part that samples with these tags belong to; null if to none. Asked once for
///   each series
public record Facet(String name, Function<Tags, @Nullable String> key) {
  /// The steps of journeys.
  public static final Facet STEP = byTag("step");

  /// What requests ask for, such as `GET http://shop/products`.
  public static final Facet ENDPOINT = new Facet("endpoint", Facet::endpoint);

  /// Why requests failed: the number of the error, a blank, and what it says, such as `1404 HTTP
  /// status 404`. Answers that were expected belong to no part.
  public static final Facet ERROR = new Facet("error", Facet::error);

  /// The scenarios.
  public static final Facet SCENARIO = byTag("scenario");

  /// The groups of each scenario: its name and the group's path, such as `shop::login::form`. What
  /// is in no group belongs to no part.
  public static final Facet GROUP = new Facet("group", Facet::group);

  /// The checks of each scenario and group: the part of [#GROUP], or the scenario, then
  /// [#CHECK_MARK], then the check's name.
  public static final Facet CHECK = new Facet("check", Facet::check);

  /// Stands before the name of a check in the parts of [#CHECK].
  public static final char CHECK_MARK = '\n';

  /// The hosts that connections lead to.
  public static final Facet HOST = byTag("host");

  /// The values of a tag.
  public static Facet byTag(String tag) {
    return new Facet(tag, tags -> tags.get(tag));
  }

  private static @Nullable String endpoint(Tags tags) {
    String name = tags.get("name");
    if (name == null) {
      name = tags.get("url");
    }
    String method = tags.get("method");
    return name == null || method == null ? name : method + " " + name;
  }

  private static @Nullable String error(Tags tags) {
    String expected = tags.get("expected_response");
    String code = tags.get("error_code");
    String error = tags.get("error");
    if ("true".equals(expected) || (expected == null && code == null && error == null)) {
      return null;
    }
    String status = tags.get("status");
    String said =
        error != null ? error : status == null ? "unexpected response" : "HTTP status " + status;
    return (code == null ? "0" : code) + " " + said;
  }

  private static @Nullable String group(Tags tags) {
    String group = tags.get("group");
    if (group == null || group.isEmpty()) {
      return null;
    }
    String scenario = tags.get("scenario");
    return scenario == null ? group : scenario + group;
  }

  private static @Nullable String check(Tags tags) {
    String check = tags.get("check");
    if (check == null) {
      return null;
    }
    String group = tags.get("group");
    String scenario = tags.get("scenario");
    return (scenario == null ? "" : scenario)
        + (group == null ? "" : group)
        + CHECK_MARK
        + check.replace(CHECK_MARK, ' ');
  }
}
