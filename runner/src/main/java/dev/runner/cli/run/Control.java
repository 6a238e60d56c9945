package dev.runner.cli.run;

import dev.runner.control.ControlFault;
import dev.runner.control.ControlServer;
import dev.runner.control.LiveTest;
import dev.runner.log.Log;

/// The control interface of a run, if one is wanted; a run goes on without it if it cannot listen.
final class Control {
  private final Session settings;
  private final Log log;
  private boolean failed;

  Control(Session settings, Log log) {
    this.settings = settings;
    this.log = log;
  }

  /// Whether it was wanted and could not listen.
  boolean failed() {
    return failed;
  }

  /// Listens until the result is closed.
  ///
  /// @throws ControlFault if it must not listen there without a token
  Open open(LiveTest test) {
    if (settings.address().isEmpty()) {
      return () -> {};
    }
    try {
      ControlServer server =
          ControlServer.start(settings.address().get(), settings.apiToken(), test);
      log.info("the test can be watched and changed on " + server.address());
      return server::close;
    } catch (ControlFault e) {
      if (e.reason() == ControlFault.Reason.USAGE) {
        throw e;
      }
      failed = true;
      log.error(String.valueOf(e.getMessage()));
      return () -> {};
    }
  }

  /// Something to close at the end.
  interface Open extends AutoCloseable {
    @Override
    void close();
  }
}
