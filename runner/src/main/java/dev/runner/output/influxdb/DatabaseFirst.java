package dev.runner.output.influxdb;

import dev.runner.log.Log;
import dev.runner.output.push.Courier;
import dev.runner.output.push.Delivery;
import dev.runner.output.push.Payload;
import java.util.concurrent.locks.ReentrantLock;

/// Has the database created before the first payload is sent. Where that is not allowed, the
/// database may be there all the same, so that sending goes on. Safe for use by many threads.
final class DatabaseFirst implements Courier {
  private static final Payload NOTHING = new Payload(new byte[0], 0);

  private final Courier creation;
  private final Courier writes;
  private final String description;
  private final String database;
  private final Log log;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean asked;

  /// @param creation asks for the database, whatever the payload
  /// @param description of the output, for the warning
  DatabaseFirst(Courier creation, Courier writes, String description, String database, Log log) {
    this.creation = creation;
    this.writes = writes;
    this.description = description;
    this.database = database;
    this.log = log;
  }

  @Override
  public Delivery deliver(Payload payload) throws InterruptedException {
    if (!asked) {
      lock.lockInterruptibly();
      try {
        if (!asked && create() instanceof Delivery.Away away) {
          return away;
        }
        asked = true;
      } finally {
        lock.unlock();
      }
    }
    return writes.deliver(payload);
  }

  private Delivery create() throws InterruptedException {
    Delivery delivery = creation.deliver(NOTHING);
    if (delivery instanceof Delivery.Refused(String reason)) {
      log.warn(
          "output "
              + description
              + " could not create the database '"
              + database
              + "': "
              + reason
              + "; create it yourself if it is missing");
    }
    return delivery;
  }

  @Override
  public void close() {
    creation.close();
    writes.close();
  }
}
