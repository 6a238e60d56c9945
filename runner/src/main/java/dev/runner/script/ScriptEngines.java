package dev.runner.script;

import java.io.OutputStream;
import org.graalvm.polyglot.Engine;

/// Makes the engines that run JavaScript.
///
/// Without a sandbox policy, since every stricter one forbids to leave scripts uncompiled. Policies
/// only check settings: what a context may reach is said when it is made, and nothing is allowed
/// that is not named there.
final class ScriptEngines {
  /// The module by which the JVM lets a compiler of ours in; there if the launcher asked for it.
  private static final String COMPILER_INTERFACE = "jdk.internal.vm.ci";

  /// A property of Truffle, read once, when the first engine is made.
  private static final String INTERPRET_ONLY = "truffle.UseFallbackRuntime";

  /// Calls and turns of loops, and calls alone, before a function is compiled with little effort.
  private static final String OFTEN = "60000";

  private static final String CALLED_OFTEN = "30000";

  private ScriptEngines() {}

  /// Whether this JVM can compile scripts.
  static boolean canCompile() {
    return !Boolean.getBoolean(INTERPRET_ONLY)
        && ModuleLayer.boot().findModule(COMPILER_INTERFACE).isPresent();
  }

  /// An engine that interprets scripts and leaves the processors alone.
  static Engine interpreting() {
    return make(Jit.Effort.NONE);
  }

  /// An engine that compiles scripts as far as said, or one that interprets them if this JVM
  /// cannot.
  static Engine make(Jit.Effort effort) {
    Engine.Builder builder = builder();
    if (!canCompile()) {
      return builder.build();
    }
    return switch (effort) {
      case NONE ->
          builder.allowExperimentalOptions(true).option("engine.Compilation", "false").build();
      case LITTLE ->
          builder
              .allowExperimentalOptions(true)
              .option("engine.Mode", "latency")
              .option("engine.CompilerThreads", "1")
              // Late, when the JVM is done with compiling the interpreter: both at once take
              // longer.
              .option("engine.FirstTierCompilationThreshold", OFTEN)
              .option("engine.FirstTierMinInvokeThreshold", CALLED_OFTEN)
              .option("engine.SingleTierCompilationThreshold", OFTEN)
              .option("engine.MinInvokeThreshold", CALLED_OFTEN)
              .build();
      case FULL -> builder.build();
    };
  }

  private static Engine.Builder builder() {
    // The engine warns about runtimes and threads by its log: which ones are in use is our choice.
    return Engine.newBuilder("js")
        .out(OutputStream.nullOutputStream())
        .err(OutputStream.nullOutputStream())
        .logHandler(OutputStream.nullOutputStream())
        .option("engine.WarnInterpreterOnly", "false");
  }
}
