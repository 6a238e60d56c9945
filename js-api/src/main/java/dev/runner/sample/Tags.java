package dev.runner.sample;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// An immutable set of tags, name to value, sorted by name.
public final class Tags {
  /// No tags.
  public static final Tags EMPTY = new Tags(new String[0]);

  /// Names at even, values at odd places, sorted by name.
  private final String[] pairs;

  private final int hash;

  private Tags(String[] pairs) {
    this.pairs = pairs;
    this.hash = Arrays.hashCode(pairs);
  }

  public static Tags of(String name, String value) {
    return new Tags(new String[] {name, value});
  }

  public static Tags of(Map<String, String> tags) {
    if (tags.isEmpty()) {
      return EMPTY;
    }
    var pairs = new String[tags.size() * 2];
    int i = 0;
    for (Map.Entry<String, String> tag : new TreeMap<>(tags).entrySet()) {
      pairs[i++] = tag.getKey();
      pairs[i++] = tag.getValue();
    }
    return new Tags(pairs);
  }

  /// These tags and one more, which replaces one of the same name.
  public Tags with(String name, String value) {
    int at = find(name);
    if (at >= 0) {
      if (pairs[at + 1].equals(value)) {
        return this;
      }
      String[] copy = pairs.clone();
      copy[at + 1] = value;
      return new Tags(copy);
    }
    int insert = -at - 1;
    var copy = new String[pairs.length + 2];
    System.arraycopy(pairs, 0, copy, 0, insert);
    copy[insert] = name;
    copy[insert + 1] = value;
    System.arraycopy(pairs, insert, copy, insert + 2, pairs.length - insert);
    return new Tags(copy);
  }

  /// These tags and `others`, which replace those of the same name.
  public Tags with(Tags others) {
    if (others.pairs.length == 0) {
      return this;
    }
    if (pairs.length == 0) {
      return others;
    }
    Map<String, String> merged = asMap();
    others.forEach(merged::put);
    return of(merged);
  }

  /// These tags less the one of that name, if there is one.
  public Tags without(String name) {
    int at = find(name);
    if (at < 0) {
      return this;
    }
    var copy = new String[pairs.length - 2];
    System.arraycopy(pairs, 0, copy, 0, at);
    System.arraycopy(pairs, at + 2, copy, at, copy.length - at);
    return copy.length == 0 ? EMPTY : new Tags(copy);
  }

  public @Nullable String get(String name) {
    int at = find(name);
    return at < 0 ? null : pairs[at + 1];
  }

  /// Whether each tag of `subset` is here with the same value.
  public boolean containsAll(Tags subset) {
    for (int i = 0; i < subset.pairs.length; i += 2) {
      int at = find(subset.pairs[i]);
      if (at < 0 || !pairs[at + 1].equals(subset.pairs[i + 1])) {
        return false;
      }
    }
    return true;
  }

  public boolean isEmpty() {
    return pairs.length == 0;
  }

  public int size() {
    return pairs.length / 2;
  }

  /// How many characters the names and values have.
  public int length() {
    int length = 0;
    for (String part : pairs) {
      length += part.length();
    }
    return length;
  }

  /// Visits the tags in the order of their names.
  public void forEach(BiConsumer<String, String> visitor) {
    for (int i = 0; i < pairs.length; i += 2) {
      visitor.accept(pairs[i], pairs[i + 1]);
    }
  }

  /// A new modifiable copy, in the order of the names.
  public Map<String, String> asMap() {
    var map = new LinkedHashMap<String, String>();
    forEach(map::put);
    return map;
  }

  /// The place of a name in `pairs`, or `-(insertion place) - 1`.
  private int find(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      int order = pairs[i].compareTo(name);
      if (order == 0) {
        return i;
      }
      if (order > 0) {
        return -i - 1;
      }
    }
    return -pairs.length - 1;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || (other instanceof Tags tags && hash == tags.hash && Arrays.equals(pairs, tags.pairs));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /// For example `{method:GET,status:200}`.
  @Override
  public String toString() {
    var text = new StringBuilder("{");
    forEach(
        (name, value) -> {
          if (text.length() > 1) {
            text.append(',');
          }
          text.append(name).append(':').append(value);
        });
    return text.append('}').toString();
  }
}
