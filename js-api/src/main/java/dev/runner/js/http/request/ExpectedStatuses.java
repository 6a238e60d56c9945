package dev.runner.js.http.request;

import dev.runner.js.module.ScriptFault;
import org.graalvm.polyglot.Value;

/// The statuses with which a request counts as succeeded. Scripts pass it around, but see nothing
/// in it.
public final class ExpectedStatuses {
  /// Every status that is no error.
  public static final ExpectedStatuses DEFAULT = new ExpectedStatuses(new int[] {200, 399});

  /// Lowest and highest status of each range, in turn.
  private final int[] ranges;

  private ExpectedStatuses(int[] ranges) {
    this.ranges = ranges;
  }

  /// @param statuses an array of statuses and ranges
  public static ExpectedStatuses of(Value statuses) {
    int count = (int) statuses.getArraySize();
    if (count == 0) {
      throw new ScriptFault("expectedStatuses() needs at least one status or {min, max} range");
    }
    var ranges = new int[count * 2];
    for (int i = 0; i < count; i++) {
      Value status = statuses.getArrayElement(i);
      if (status.fitsInInt()) {
        ranges[2 * i] = status.asInt();
        ranges[2 * i + 1] = status.asInt();
      } else {
        ranges[2 * i] = bound(status, "min", i);
        ranges[2 * i + 1] = bound(status, "max", i);
      }
    }
    return new ExpectedStatuses(ranges);
  }

  private static int bound(Value range, String name, int index) {
    Value bound = range.hasMembers() ? range.getMember(name) : null;
    if (bound == null || !bound.fitsInInt()) {
      throw new ScriptFault(
          "argument "
              + (index + 1)
              + " of expectedStatuses() must be an integer or a {min, max} object with integers");
    }
    return bound.asInt();
  }

  public boolean contains(int status) {
    for (int i = 0; i < ranges.length; i += 2) {
      if (ranges[i] <= status && status <= ranges[i + 1]) {
        return true;
      }
    }
    return false;
  }
}
