package dev.runner.engine;

import java.util.Locale;

/// Something that was changed from outside while the test ran, so that its results are not those of
/// the plan.
///
/// @param what such as `VUs set to 20`
/// @param atNanos since the scenarios' common start
public record LiveChange(String scenario, String what, long atNanos) {
  /// Such as `scenario shop: VUs set to 20 at 12.3s by api`.
  public String inWords() {
    return String.format(
        Locale.ROOT, "scenario %s: %s at %.1fs by api", scenario, what, atNanos / 1e9);
  }
}
