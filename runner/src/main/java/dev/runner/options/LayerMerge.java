package dev.runner.options;

import dev.runner.options.OptionsLayer.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Puts layers on top of each other: for each option the highest layer that sets it counts; the
/// options that decide what runs are replaced all together.
final class LayerMerge {
  private LayerMerge() {}

  /// @param lowestFirst each layer wins over those before it
  static OptionsLayer merge(List<OptionsLayer> lowestFirst) {
    var merged = new EnumMap<OptionKey, Setting>(OptionKey.class);
    var warnings = new ArrayList<String>();
    for (OptionsLayer layer : lowestFirst) {
      warnings.addAll(layer.warnings());
      Map<OptionKey, Setting> settings = layer.settings();
      if (!Collections.disjoint(settings.keySet(), OptionKey.EXECUTION)) {
        if (merged.containsKey(OptionKey.SCENARIOS)) {
          warnings.add(layer.name() + " level configuration overrode scenarios");
        }
        merged.keySet().removeAll(OptionKey.EXECUTION);
      }
      merged.putAll(settings);
    }
    return new OptionsLayer("merged", merged, warnings);
  }
}
