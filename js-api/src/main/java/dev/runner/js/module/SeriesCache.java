package dev.runner.js.module;

import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Remembers the series of numbered places in a script, such as its checks, under the tags of the
/// moment. Used by one virtual user's thread; bounded whatever the number of tag sets.
public final class SeriesCache {
  private static final int TAG_SETS = 64;

  /// Looks a series up that is not remembered.
  @FunctionalInterface
  public interface Lookup {
    /// @param place the number, from 0
    Series series(int place, Tags tags);
  }

  private final Lookup lookup;

  private final Map<Tags, @Nullable Series[]> byTags =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Tags, @Nullable Series[]> eldest) {
          return size() > TAG_SETS;
        }
      };

  private @Nullable Tags current;
  private @Nullable Series[] series = new Series[0];

  public SeriesCache(Lookup lookup) {
    this.lookup = lookup;
  }

  /// The series of a place under these tags. Compares tags by identity first, so it is fastest when
  /// they are the same object as in the call before.
  @SuppressWarnings("ReferenceEquality")
  public Series get(int place, Tags tags) {
    if (tags != current) {
      @Nullable Series[] known = byTags.get(tags);
      series = known == null ? new Series[0] : known;
      current = tags;
    }
    if (place < series.length) {
      Series known = series[place];
      if (known != null) {
        return known;
      }
    }
    Series found = lookup.series(place, tags);
    if (place >= series.length) {
      series = Arrays.copyOf(series, Math.max(place + 1, series.length * 2));
      byTags.put(tags, series);
    }
    series[place] = found;
    return found;
  }
}
