package dev.runner.vu;

import dev.runner.sample.Tags;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tags of one virtual user's samples: those of the test and the scenario, the group, and what
/// the script changed about them. Used by the virtual user's thread only.
final class VuTags {
  static final String GROUP = "group";
  private static final String STEP = "step";
  private static final String FUNCTION = "exec";

  /// Above that many groups the script makes up names, and remembering them is no use.
  private static final int GROUPS_REMEMBERED = 256;

  private final boolean groupTag;

  /// The tags of each group and step met so far, until anything else changes.
  private Map<String, Tags> byGroup = new HashMap<>();

  /// The same for each function of a scenario's mix.
  private final Map<String, Map<String, Tags>> byFunction = new HashMap<>();

  /// What the script set; null for what it removed.
  private final Map<String, @Nullable String> changes = new HashMap<>();

  private Tags base = Tags.EMPTY;
  private String group = "";
  private String step = "";
  private String function = "";
  private @Nullable Tags current;

  /// @param groupTag whether samples carry the group
  VuTags(boolean groupTag) {
    this.groupTag = groupTag;
  }

  /// Begins anew with these tags and this group.
  void begin(Tags newBase, String newGroup) {
    base = newBase;
    group = newGroup;
    function = "";
    changes.clear();
    forget();
  }

  /// The same object as long as nothing changes.
  Tags get() {
    Tags now = current;
    if (now == null) {
      if (byGroup.size() > GROUPS_REMEMBERED) {
        byGroup.clear();
      }
      now =
          step.isEmpty()
              ? byGroup.computeIfAbsent(group, this::in)
              : byGroup.computeIfAbsent(step + '\n' + group, _ -> in(group).with(STEP, step));
      current = now;
    }
    return now;
  }

  private Tags in(String path) {
    Tags all = groupTag ? base.with(GROUP, path) : base;
    if (!function.isEmpty()) {
      all = all.with(FUNCTION, function);
    }
    for (Map.Entry<String, @Nullable String> change : changes.entrySet()) {
      String value = change.getValue();
      all = value == null ? all.without(change.getKey()) : all.with(change.getKey(), value);
    }
    return all;
  }

  String group() {
    return group;
  }

  /// Sets the group; what the script did to the tag of that name is over then.
  void group(String path) {
    if (!changes.isEmpty() && changes.containsKey(GROUP)) {
      changes.remove(GROUP);
      forget();
    }
    group = path;
    current = null;
  }

  String step() {
    return step;
  }

  /// Sets the step; empty for none.
  void step(String name) {
    step = name;
    current = null;
  }

  /// Sets which function of the scenario's mix runs.
  void function(String name) {
    function = name;
    byGroup = byFunction.computeIfAbsent(name, _ -> new HashMap<>());
    current = null;
  }

  void set(String name, String value) {
    if (!value.equals(get().get(name))) {
      changes.put(name, value);
      forget();
    }
  }

  void remove(String name) {
    if (get().get(name) != null) {
      changes.put(name, null);
      forget();
    }
  }

  private void forget() {
    byFunction.clear();
    byGroup = new HashMap<>();
    if (!function.isEmpty()) {
      byFunction.put(function, byGroup);
    }
    current = null;
  }
}
