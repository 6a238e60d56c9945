package dev.runner.pace;

/// When iterations start, one by one: the schedule of an open model, numbered from 0 in order of
/// time. A schedule takes the same little memory however many starts it has. Immutable; walk
/// through it with a [Cursor].
///
/// The numbers are those of the whole test, so that a part of a schedule keeps the numbers of its
/// starts and the parts add up to the whole.
public interface Arrivals {
  /// The answer where there is no further start.
  long NONE = Long.MAX_VALUE;

  /// How many starts there are. May have to walk through them all.
  default long count() {
    long count = 0;
    for (Cursor cursor = cursor(); cursor.advance(); ) {
      count++;
    }
    return count;
  }

  /// A walk from the first start on.
  Cursor cursor();

  /// How fast iterations start, and until when.
  RateCurve curve();

  /// A walk through a schedule, which stands before the first start at first. For use by one
  /// thread.
  interface Cursor {
    /// Goes on to the next start, or returns false if there is none.
    boolean advance();

    /// The number of the start that the walk has come to.
    long index();

    /// When it is, in nanoseconds since the beginning of the schedule; never before the start
    /// before it.
    long atNanos();
  }
}
