package dev.runner.vu;

import dev.runner.transport.HttpCall;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpSession;
import java.util.function.Consumer;

/// A virtual user's HTTP session that tells its context while the thread waits for the network.
record WatchedSession(HttpSession session, VuContext context) implements HttpSession.Wrapper {
  @Override
  public HttpReply exchange(HttpCall call) throws InterruptedException {
    context.waits(true);
    try {
      context.awaitTurn();
      HttpReply reply = session.exchange(call);
      context.note(call, reply);
      return reply;
    } finally {
      context.waits(false);
    }
  }

  @Override
  public Pending start(HttpCall call, Consumer<HttpReply> done) {
    context.waits(true);
    try {
      context.awaitTurn();
    } catch (InterruptedException e) {
      // The next wait of this thread ends at once; nobody asks for the reply any more.
      Thread.currentThread().interrupt();
      return () -> {};
    } finally {
      context.waits(false);
    }
    return session.start(
        call,
        reply -> {
          context.note(call, reply);
          done.accept(reply);
        });
  }
}
