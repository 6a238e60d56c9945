package dev.runner.js.url;

import java.util.List;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.jspecify.annotations.Nullable;

/// The Java half of `URL` and `URLSearchParams`.
public final class UrlHost {
  UrlHost() {}

  /// The URL of a text, or null if it is none.
  ///
  /// @param base what a relative one is relative to, or null
  @HostAccess.Export
  public @Nullable UrlObject parse(String text, @Nullable String base) {
    WebUrl parsedBase = null;
    if (base != null) {
      parsedBase = UrlParser.parse(base, null);
      if (parsedBase == null) {
        return null;
      }
    }
    WebUrl url = UrlParser.parse(text, parsedBase);
    return url == null ? null : new UrlObject(url);
  }

  /// The names and values of a query, in turns.
  @HostAccess.Export
  public ProxyArray pairs(String query) {
    return ProxyArray.fromList(List.copyOf(FormQuery.parse(query)));
  }

  /// The query of names and values in turns.
  @HostAccess.Export
  public String query(Value pairs) {
    var query = new FormQuery();
    for (long i = 0; i + 1 < pairs.getArraySize(); i += 2) {
      query.add(pairs.getArrayElement(i).asString(), pairs.getArrayElement(i + 1).asString());
    }
    return query.toString();
  }
}
