package dev.runner.launch;

/// Holds a test that is ready until someone lets it go. Safe for use by many threads.
final class StartGate {
  private boolean closed;

  StartGate(boolean closed) {
    this.closed = closed;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  synchronized void close() {
    closed = true;
  }

  synchronized void open() {
    closed = false;
    notifyAll();
  }

  /// Waits until it is open.
  synchronized void await() throws InterruptedException {
    while (closed) {
      wait();
    }
  }
}
