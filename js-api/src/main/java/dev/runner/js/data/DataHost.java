package dev.runner.js.data;

import dev.runner.js.module.ScriptFault;
import dev.runner.js.module.ScriptPhase;
import dev.runner.js.module.ScriptServices;
import dev.runner.js.module.VuScope;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;

/// The Java half of `k6/data` for one virtual user.
public final class DataHost {
  private final VuScope scope;
  private final ScriptServices services;

  DataHost(VuScope scope, ScriptServices services) {
    this.scope = scope;
    this.services = services;
  }

  @HostAccess.Export
  public void inInit() {
    if (scope.phase() != ScriptPhase.INIT) {
      throw new ScriptFault(
          "a SharedArray can be made in the init stage only, outside of any function");
    }
  }

  /// The rows of that name.
  ///
  /// @param make returns an array of JSON texts; called for the first virtual user that asks
  @HostAccess.Export
  public Object rows(String name, Value make) {
    return services.shared("k6/data " + name, () -> new SharedRows(texts(make.execute())));
  }

  private static List<String> texts(Value array) {
    List<String> texts = new ArrayList<>(Math.toIntExact(array.getArraySize()));
    for (long i = 0; i < array.getArraySize(); i++) {
      texts.add(array.getArrayElement(i).asString());
    }
    return texts;
  }

  @HostAccess.Export
  public Value wrap() {
    return SharedArrays.wrap();
  }
}
