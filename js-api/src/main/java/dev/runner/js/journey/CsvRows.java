package dev.runner.js.journey;

import dev.runner.js.http.json.Json;
import dev.runner.js.module.ScriptFault;
import dev.runner.js.module.ScriptServices;
import dev.runner.js.module.VuScope;
import java.util.concurrent.atomic.AtomicLong;
import org.graalvm.polyglot.HostAccess;
import org.jspecify.annotations.Nullable;

/// How one virtual user takes rows from a table that it shares with the others.
public final class CsvRows {
  /// Who gets which row.
  enum Order {
    /// Each row in turn, to whoever asks.
    SEQUENTIAL("sequential"),
    /// Any row at each call.
    RANDOM("random"),
    /// The row of the virtual user's number, the same at each call.
    UNIQUE_PER_VU("unique-per-vu");

    private final String word;

    Order(String word) {
      this.word = word;
    }

    static Order of(String word) {
      for (Order order : values()) {
        if (order.word.equals(word)) {
          return order;
        }
      }
      throw new ScriptFault(
          "the order of a CSV file is 'sequential', 'random' or 'unique-per-vu', not '"
              + word
              + "'");
    }
  }

  private final VuScope scope;
  private final CsvTable table;
  private final AtomicLong turn;
  private final Order order;
  private final boolean wrap;
  private boolean warned;

  /// @param key of the table; tables read in turn by several calls of `csv()` have one turn each
  ///   for each order
  CsvRows(
      VuScope scope,
      CsvTable table,
      ScriptServices services,
      String key,
      Order order,
      boolean wrap) {
    this.scope = scope;
    this.table = table;
    this.turn = services.shared(key + " " + order, AtomicLong::new);
    this.order = order;
    this.wrap = wrap;
  }

  @HostAccess.Export
  public int size() {
    return table.size();
  }

  /// JSON array of the columns' names in the file; empty if it has none.
  @HostAccess.Export
  public String header() {
    return Json.array(table.header());
  }

  /// JSON array of the next row's fields, or null if there are no more.
  ///
  /// @param random from 0 to 1, for random order
  @HostAccess.Export
  public @Nullable String next(double random) {
    int size = table.size();
    if (size == 0) {
      throw new ScriptFault("'" + table.path() + "' has no rows");
    }
    long index =
        switch (order) {
          case SEQUENTIAL -> turn.getAndIncrement();
          case RANDOM -> (long) (random * size);
          case UNIQUE_PER_VU -> {
            warnOfSharing(size);
            yield Math.max(0, scope.vuId() - 1);
          }
        };
    if (index >= size && !wrap) {
      return null;
    }
    return Json.array(table.row((int) (index % size)));
  }

  private void warnOfSharing(int size) {
    if (wrap && !warned && scope.vuId() == size + 1) {
      warned = true;
      scope
          .log()
          .warn(
              "'"
                  + table.path()
                  + "' has only "
                  + size
                  + " rows: virtual users from number "
                  + (size + 1)
                  + " on share them with others, because of onEnd 'wrap'");
    }
  }

  /// What to say when the rows are used up.
  @HostAccess.Export
  public String exhausted() {
    return "'" + table.path() + "' has no more rows than these " + table.size();
  }
}
