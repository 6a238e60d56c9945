package dev.runner.launch;

import dev.runner.clock.SystemClock;
import dev.runner.http.JettyHttpTransport;
import dev.runner.http.TransportSettings;
import dev.runner.script.ScriptLoader;

/// Loads the classes that every test needs, on threads beside the one that reads the command line:
/// those of the script engine and those of the HTTP client. Nothing depends on it; a test that
/// comes sooner loads them itself.
public final class HeadStart {
  private HeadStart() {}

  /// Begins; to be called once in the life of a process, as early as possible.
  public static void begin() {
    begin("script", ScriptLoader::loadEngine);
    begin("http", HeadStart::loadHttp);
  }

  private static void begin(String what, Runnable work) {
    Thread.ofPlatform()
        .daemon()
        .name("runner-head-start-" + what)
        // What fails here fails again where it matters, and is told there.
        .uncaughtExceptionHandler((thread, failure) -> {})
        .start(work);
  }

  private static void loadHttp() {
    try (var transport = new JettyHttpTransport(TransportSettings.DEFAULTS, new SystemClock())) {
      transport.rehearse();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
