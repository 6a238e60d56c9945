package dev.runner.script;

import dev.runner.js.module.AbortNotice;
import dev.runner.js.module.VuScope;
import dev.runner.json.Json;
import dev.runner.script.ScriptError.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/// A script in the life of one virtual user: its globals, its modules, its timers. Used by one
/// thread at a time, except for [#interrupt] and [#close].
public final class ScriptInstance implements AutoCloseable {
  private static final Duration INTERRUPT_TRY = Duration.ofMillis(200);
  private static final Duration INTERRUPT_PAUSE = Duration.ofMillis(2);

  private final Context context;
  private final Source randomSource;
  private final ScriptHost host;
  private final EventLoop loop;
  private final ScriptFailures failures;
  private final VuScope scope;
  private final Map<String, Value> iterations = new HashMap<>();
  private final Set<String> functions = new LinkedHashSet<>();
  private volatile boolean closed;
  private volatile boolean running;
  private volatile boolean stopping;

  /// What `globals.js` offers to this class. Set by [#load], as is the next: a value of the context
  /// without the script, which could stand here before, brings 26 KB along.
  @SuppressWarnings("NullAway.Init")
  private Value globals;

  /// The exports of the main module.
  @SuppressWarnings("NullAway.Init")
  private Value exports;

  /// Replaces `Math.random` and begins its numbers anew; null as long as it is the engine's own.
  private @Nullable Value random;

  /// @param randomSource the script whose value replaces and seeds `Math.random`
  ScriptInstance(
      Context context,
      Source randomSource,
      ScriptHost host,
      EventLoop loop,
      ScriptFailures failures,
      VuScope scope) {
    this.context = context;
    this.randomSource = randomSource;
    this.host = host;
    this.loop = loop;
    this.failures = failures;
    this.scope = scope;
  }

  void load(
      Source globalsSource,
      Source bootstrap,
      ModuleFileSystem fileSystem,
      Map<String, String> env) {
    try {
      globals = context.eval(globalsSource).execute(host, scope.vuId(), Json.write(env));
      seedRandom();
      exports = context.eval(bootstrap).getMember("script");
      drain();
      globals.invokeMember("endInit");
      fileSystem.freeze();
      Value names = globals.invokeMember("functions", exports);
      for (long i = 0; i < names.getArraySize(); i++) {
        functions.add(names.getArrayElement(i).asString());
      }
    } catch (PolyglotException e) {
      throw failures.ofLoading(e, fileSystem.refusal(), fileSystem.failure());
    }
    for (Object half : host.halves()) {
      if (half instanceof AbortNotice notice && notice.abortedInInit() != null) {
        throw new ScriptError(Kind.ABORTED, String.valueOf(notice.abortedInInit()));
      }
    }
    for (String name : List.of("setup", "teardown")) {
      if (exports.hasMember(name) && !functions.contains(name)) {
        throw new ScriptError(
            Kind.LOAD, "the script exports '" + name + "', but not as a function");
      }
    }
  }

  /// Lets `Math.random` begin anew with the numbers of the scope's seed, if the user gave one; else
  /// it stays the engine's own.
  public void seedRandom() {
    if (!scope.seeded()) {
      return;
    }
    if (random == null) {
      random = context.eval(randomSource);
    }
    RandomGenerator numbers = scope.seed().child("Math.random").generator();
    random.executeVoid(
        numbers.nextInt(), numbers.nextInt(), numbers.nextInt(), numbers.nextInt() | 1);
  }

  /// The names of all exported functions.
  public Set<String> functionNames() {
    return Set.copyOf(functions);
  }

  public boolean hasFunction(String export) {
    return functions.contains(export);
  }

  public boolean hasAnyFunction() {
    return !functions.isEmpty();
  }

  /// The Java halves of the modules that the script imported, for those that listen to iterations.
  public List<Object> hosts() {
    return host.halves();
  }

  /// The exported `options` as they are after the init code, as JSON, or null if there are none.
  ///
  /// @throws ScriptError of kind LOAD if they are a function
  public @Nullable String optionsJson() {
    try {
      Value options = globals.invokeMember("options", exports);
      if (options.isBoolean()) {
        throw new ScriptError(
            Kind.LOAD, "the exported 'options' must be an object, not a function");
      }
      return options.isNull() ? null : options.asString();
    } catch (PolyglotException e) {
      throw failures.of(e);
    }
  }

  /// Says who is told of rejected promises that nobody handles, on the thread that runs the script;
  /// they are logged at first.
  public void onRejection(Consumer<ScriptError> listener) {
    host.onRejection(listener);
  }

  /// Replaces the content of `__ENV`.
  public void environment(Map<String, String> env) {
    globals.invokeMember("environment", Json.write(env));
  }

  /// Gives the instance what `setup` returned: iterations and `teardown` get it as their argument,
  /// parsed once and theirs to change.
  ///
  /// @param json null for undefined
  public void setupData(@Nullable String json) {
    globals.invokeMember("importData", json);
  }

  /// Runs one iteration to the end of its event loop. A rejected promise does not fail it, but is
  /// logged.
  ///
  /// @param iteration the value of `__ITER`
  /// @throws ScriptError if the function or a timer throws, or it is interrupted
  public void iterate(String export, long iteration) {
    begin();
    try {
      Value function = iterations.get(export);
      if (function == null) {
        function = globals.invokeMember("iteration", function(export));
        iterations.put(export, function);
      }
      function.executeVoid(iteration);
      drain();
    } catch (PolyglotException e) {
      throw failed(e);
    } catch (IllegalStateException e) {
      throw closedOr(e);
    } finally {
      running = false;
    }
  }

  /// Calls a function without argument, such as `setup`, and waits for its promise.
  ///
  /// @return what it returned as JSON, or null if that is undefined
  /// @throws ScriptError of kind REJECTION if its promise is rejected, RESULT if what it returned
  ///   cannot be kept as JSON
  public @Nullable String callForJson(String export) {
    call(export, "start");
    try {
      Value json = globals.invokeMember("resultJson");
      return json.isNull() ? null : json.asString();
    } catch (PolyglotException e) {
      ScriptError error = failures.of(e);
      throw new ScriptError(
          Kind.RESULT,
          export + "() returned something that cannot be kept as JSON: " + error.getMessage(),
          e);
    }
  }

  /// Calls a function with the setup data, such as `teardown`, and waits for its promise.
  ///
  /// @throws ScriptError of kind REJECTION if its promise is rejected
  public void callWithData(String export) {
    call(export, "startWithData");
  }

  /// Calls `handleSummary` and waits for its promise.
  ///
  /// @param json the data of the test
  /// @return what to write where: file names, `stdout` or `stderr`, with bytes
  /// @throws ScriptError of kind RESULT if it returns anything else
  public Map<String, byte[]> handleSummary(String json) {
    call("handleSummary", "startWithJson", json);
    Value files = globals.invokeMember("resultFiles");
    if (files.isNull()) {
      throw new ScriptError(
          Kind.RESULT,
          "handleSummary() must return an object of destinations and texts or ArrayBuffers");
    }
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (long i = 0; i < files.getArraySize(); i++) {
      Value file = files.getArrayElement(i);
      String destination = file.getArrayElement(0).asString();
      Value content = file.getArrayElement(1);
      if (content.isString()) {
        contents.put(destination, content.asString().getBytes(StandardCharsets.UTF_8));
      } else if (content.hasBufferElements()) {
        contents.put(destination, ScriptHost.bytes(content));
      } else {
        throw new ScriptError(
            Kind.RESULT,
            "handleSummary() returned neither a text nor an ArrayBuffer for '" + destination + "'");
      }
    }
    return contents;
  }

  private void call(String export, String starter, Object... arguments) {
    begin();
    try {
      var all = new Object[arguments.length + 1];
      all[0] = function(export);
      System.arraycopy(arguments, 0, all, 1, arguments.length);
      globals.invokeMember(starter, all);
      drain();
    } catch (PolyglotException e) {
      throw failed(e);
    } catch (IllegalStateException e) {
      throw closedOr(e);
    } finally {
      running = false;
    }
    try {
      globals.invokeMember("result");
    } catch (PolyglotException e) {
      ScriptError error = failures.of(e);
      throw error.kind() == Kind.INTERRUPTED
          ? error
          : new ScriptError(Kind.REJECTION, "Uncaught (in promise) " + error.getMessage(), e);
    }
  }

  private void begin() {
    stopping = false;
    running = true;
  }

  private Value function(String export) {
    if (!functions.contains(export)) {
      throw new ScriptError(Kind.MISSING, "function '" + export + "' not found in exports");
    }
    return exports.getMember(export);
  }

  private void drain() {
    try {
      loop.drain();
    } catch (InterruptedException e) {
      warnOfCancelled(loop.cancelAll(), "the iteration was interrupted");
      Thread.currentThread().interrupt();
      throw ScriptFailures.interrupted(e);
    }
  }

  private ScriptError failed(PolyglotException e) {
    int cancelled = loop.cancelAll();
    // An interruption that hits Java code comes as that code's exception.
    ScriptError error = stopping ? ScriptFailures.interrupted(e) : failures.of(e);
    warnOfCancelled(
        cancelled,
        error.kind() == Kind.INTERRUPTED
            ? "the iteration was interrupted"
            : "the script threw an exception");
    return error;
  }

  private void warnOfCancelled(int timers, String why) {
    if (timers > 0) {
      scope.log().warn(timers + " timers were cancelled because " + why);
    }
  }

  private RuntimeException closedOr(IllegalStateException e) {
    return closed ? ScriptFailures.interrupted(e) : e;
  }

  /// Stops code of the script that is running now, in the middle; the instance can be used again.
  /// To be called on a platform thread other than the one that runs the script, one for each
  /// instance: waiting for one stuck script can keep all carriers of virtual threads busy with
  /// others. A wait in Java code ends only if the thread is interrupted too.
  ///
  /// @param limit how long to try, about
  /// @return whether nothing is running
  public boolean interrupt(Duration limit) {
    stopping = true;
    long leftMillis = limit.toMillis();
    while (running && leftMillis > 0) {
      try {
        context.interrupt(INTERRUPT_TRY);
        if (running) {
          // A script may catch an interruption that hit Java code: try again.
          Thread.sleep(INTERRUPT_PAUSE);
        }
        leftMillis -= INTERRUPT_PAUSE.toMillis();
      } catch (TimeoutException e) {
        leftMillis -= INTERRUPT_TRY.toMillis();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        leftMillis = 0;
      } catch (IllegalStateException e) {
        throw closedOr(e);
      }
    }
    return !running;
  }

  /// Ends the instance for good, and code of it that is running. To be called by its own thread
  /// while idle, or by a platform thread.
  @Override
  public void close() {
    closed = true;
    context.close(true);
  }
}
