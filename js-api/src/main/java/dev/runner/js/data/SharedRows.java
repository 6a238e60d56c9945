package dev.runner.js.data;

import java.util.List;
import org.graalvm.polyglot.HostAccess;

/// The elements of a shared array, each as JSON. Immutable, so safe for use by all virtual users.
public final class SharedRows {
  private final List<String> json;

  public SharedRows(List<String> json) {
    this.json = List.copyOf(json);
  }

  @HostAccess.Export
  public int size() {
    return json.size();
  }

  /// The element of that index, from 0, as JSON.
  @HostAccess.Export
  public String json(int index) {
    return json.get(index);
  }
}
