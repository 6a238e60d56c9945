package dev.runner.script;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/// Keeps Truffle from starting the Graal compiler before a script is to be compiled.
///
/// Truffle starts it when the first piece of code is loaded, even for engines that never compile: a
/// fifth of the processor time of a short run, and tens of megabytes. There is no setting against
/// that (`HotSpotTruffleRuntime.ensureInitialized`, Truffle 25.0.3), so this sets the field by
/// which it knows that it has done so. Where there is no such field, the compiler starts early, as
/// ever.
final class CompilerStart {
  private static final String RUNTIME = "com.oracle.truffle.runtime.hotspot.HotSpotTruffleRuntime";

  private final Object runtime;
  private final Field started;
  private final Field starting;
  private final Field compiler;

  private CompilerStart(Object runtime, Field started, Field starting, Field compiler) {
    this.runtime = runtime;
    this.started = started;
    this.starting = starting;
    this.compiler = compiler;
  }

  /// Lets code be loaded without the compiler, unless that is started already.
  static void postpone() {
    set(true);
  }

  /// Lets the next code that is loaded start it.
  static void allow() {
    set(false);
  }

  private static void set(boolean started) {
    try {
      CompilerStart found = find();
      if (found != null && !found.isUnderWay()) {
        found.started.setBoolean(found.runtime, started);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Another Truffle than the one that was looked at: it decides for itself.
    }
  }

  /// Whether the compiler is started; false also if this JVM has none.
  static boolean isStarted() throws ReflectiveOperationException {
    CompilerStart found = find();
    return found != null && found.isUnderWay();
  }

  private boolean isUnderWay() throws IllegalAccessException {
    return starting.get(runtime) != null || compiler.get(runtime) != null;
  }

  private static @Nullable CompilerStart find() throws ReflectiveOperationException {
    Object runtime =
        Class.forName("com.oracle.truffle.api.Truffle").getMethod("getRuntime").invoke(null);
    if (!runtime.getClass().getName().equals(RUNTIME)) {
      return null;
    }
    Field started = runtime.getClass().getDeclaredField("truffleCompilerInitialized");
    Field compiler = runtime.getClass().getSuperclass().getDeclaredField("truffleCompiler");
    Field starting = runtime.getClass().getDeclaredField("initializationTask");
    started.setAccessible(true);
    starting.setAccessible(true);
    compiler.setAccessible(true);
    return new CompilerStart(runtime, started, starting, compiler);
  }
}
