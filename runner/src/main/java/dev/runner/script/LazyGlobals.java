package dev.runner.script;

import dev.runner.js.module.GlobalFeature;
import dev.runner.js.module.VuScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/// The globals that come to life in a script instance when they are used. Each source is parsed
/// once for all instances. Safe for use by many threads.
final class LazyGlobals {
  private final Map<String, GlobalFeature> features = new LinkedHashMap<>();
  private final Map<GlobalFeature, Source> sources = new ConcurrentHashMap<>();
  private final String names;

  LazyGlobals(List<GlobalFeature> globals) {
    for (GlobalFeature feature : globals) {
      feature.names().forEach(name -> features.put(name, feature));
    }
    names = String.join(",", features.keySet());
  }

  /// The names, joined by commas.
  String names() {
    return names;
  }

  /// Makes the feature with that global in the current context: an object with all its globals.
  Value make(String name, VuScope scope) {
    GlobalFeature feature = features.get(name);
    if (feature == null) {
      throw new IllegalArgumentException(name);
    }
    Source source = sources.computeIfAbsent(feature, LazyGlobals::source);
    return Context.getCurrent().eval(source).execute(feature.host(scope));
  }

  private static Source source(GlobalFeature feature) {
    return Source.newBuilder("js", feature.source(), feature.getClass().getSimpleName() + ".js")
        .internal(true)
        .cached(true)
        .buildLiteral();
  }
}
