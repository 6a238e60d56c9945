package dev.runner.launch;

import dev.runner.log.Log;
import dev.runner.log.LogLevel;
import dev.runner.options.ConfigFile;
import dev.runner.options.Environment;
import dev.runner.options.OptionsLayer;
import dev.runner.plan.ExecutionPlan;
import dev.runner.rehearsal.AnsweringSocket;
import dev.runner.script.Jit;
import dev.runner.script.ScriptSource;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A small test of our own before the user's: script engine, HTTP client, executors and metrics at
/// work on a script of ours and a socket of ours, so that the JVM has compiled much of them when
/// the clock starts. Nothing of it gets into any result, and the user's script has no part in it.
final class WarmUp {
  private static final String SCRIPT =
      """
      import http from 'k6/http';
      import { check, group, sleep } from 'k6';
      const duration = __ENV.DURATION;
      export const options = {
        scenarios: {
          closed: { executor: 'constant-vus', vus: 20, duration, gracefulStop: '0s' },
          open: {
            executor: 'constant-arrival-rate', exec: 'open', rate: 200, duration,
            preAllocatedVUs: 4, gracefulStop: '0s',
          },
        },
      };
      export default function () {
        const res = http.get(__ENV.URL, { tags: { kind: 'warm-up' } });
        check(res, {
          'status is 200': (r) => r.status === 200,
          'has a body': (r) => r.json().id === 1,
        });
        const again = http.get(__ENV.URL);
        check(again, { 'is the same': (r) => r.body === res.body });
      }
      export function open() {
        group('warm-up', () => {
          const body = JSON.stringify({ iteration: __ITER });
          http.post(__ENV.URL, body, { headers: { 'Content-Type': 'application/json' } });
          sleep(0.001);
        });
      }
      """;

  private static final int CROWD = 1_000;
  private static final Duration TIME = Duration.ofSeconds(2);

  /// Whether this JVM has had one.
  private static final AtomicBoolean UNDER_WAY = new AtomicBoolean();

  private static final Log SILENT =
      new Log() {
        @Override
        public void log(LogLevel level, String message, Map<String, String> fields) {}

        @Override
        public boolean shows(LogLevel level) {
          return false;
        }
      };

  private final RunRequest request;

  private final Duration time;
  private @Nullable TestRun test;
  private boolean stopped;

  private WarmUp(RunRequest request, Duration time) {
    this.request = request;
    this.time = time;
  }

  /// As long as the user says, or as the plan needs if that is left to us: so that iterations start
  /// punctually, or thousands at once. A JVM that has had one needs no more.
  static WarmUp of(RunRequest request, ExecutionPlan plan, boolean usesHttp) {
    boolean pays = usesHttp && (plan.startsByTheClock() || plan.initialVus() >= CROWD);
    return new WarmUp(
        request,
        request
            .warmUp()
            .orElseGet(() -> pays && UNDER_WAY.compareAndSet(false, true) ? TIME : Duration.ZERO));
  }

  boolean isNeeded() {
    return time.isPositive();
  }

  /// Runs it, to its end or until it is stopped. Gives up without a word if this machine does not
  /// let us: then the first seconds of the test are slower.
  void run() throws InterruptedException {
    try (var server = AnsweringSocket.open();
        TestRun prepared = TestRun.prepare(own(server.url()))) {
      synchronized (this) {
        if (stopped) {
          return;
        }
        test = prepared;
      }
      prepared.run();
    } catch (IOException e) {
      // No socket for us: there is nothing to warm up with.
    }
  }

  /// Ends it soon.
  synchronized void stop() {
    stopped = true;
    if (test != null) {
      test.stop();
    }
  }

  private RunRequest own(String url) {
    return new RunRequest(
        ScriptSource.text(request.directory(), "warm-up.js", SCRIPT),
        request.sources(),
        Map.of("URL", url, "DURATION", time.toMillis() + "ms"),
        OptionsLayer.ofConfig(Map.of(), "no flags"),
        OptionsLayer.ofConfig(Map.of(), "no environment"),
        new Environment(Map.of()),
        ConfigFile.none(),
        List.of(),
        false,
        "none",
        false,
        false,
        false,
        request.version(),
        request.threads(),
        Jit.OFF,
        Optional.of(Duration.ZERO),
        request.secrets(),
        request.directory(),
        OutputStream.nullOutputStream(),
        request.clock(),
        SILENT);
  }
}
