package dev.runner.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The connections of one virtual user, or of all: a pool for each site.
final class SitePools {
  private final Function<Site, SitePool> newPool;

  /// Mostly there is one. Replaced when it grows.
  private volatile SitePool[] pools = {};

  private boolean closed;

  SitePools(Function<Site, SitePool> newPool) {
    this.newPool = newPool;
  }

  /// The pool of a site; a new one on the first call.
  ///
  /// @return null if all are closed
  @Nullable SitePool of(Site site) {
    SitePool pool = find(site);
    return pool == null ? add(site) : pool;
  }

  private @Nullable SitePool find(Site site) {
    for (SitePool pool : pools) {
      if (pool.site().equals(site)) {
        return pool;
      }
    }
    return null;
  }

  private synchronized @Nullable SitePool add(Site site) {
    SitePool pool = closed ? null : find(site);
    if (pool == null && !closed) {
      pool = newPool.apply(site);
      var more = new ArrayList<SitePool>(List.of(pools));
      more.addFirst(pool);
      pools = more.toArray(SitePool[]::new);
    }
    return pool;
  }

  SitePool[] all() {
    return pools;
  }

  void closeIdle() {
    for (SitePool pool : pools) {
      pool.closeIdle();
    }
  }

  void sweep() {
    for (SitePool pool : pools) {
      pool.sweep();
    }
  }

  synchronized void close() {
    closed = true;
    for (SitePool pool : pools) {
      pool.close();
    }
  }
}
