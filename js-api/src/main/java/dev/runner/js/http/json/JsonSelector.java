package dev.runner.js.http.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Picks a part of a JSON document by a path such as `users.#(age>40)#.name`.
///
/// A path is a list of steps, each followed by a dot or a pipe. A step is the name of a member
/// (with wildcards), an index, `#` with or without a [Query], a [Modifiers] name after `@`, a
/// literal after `!`, or a new object or array of further paths in brackets. After `#` a dot goes
/// into each element and a pipe to the whole result.
public final class JsonSelector {
  private JsonSelector() {}

  /// What is found in `text`; null if nothing is, or if it is not JSON. With a path that begins
  /// with two dots the text may be several values, one after the other.
  public static @Nullable Json select(String text, String path) {
    if (path.startsWith("..")) {
      return get(new Json.Array(JsonReader.readLines(text)), path.substring(2));
    }
    try {
      return get(JsonReader.read(text), path);
    } catch (JsonSyntaxFault _) {
      return null;
    }
  }

  /// What is found from `node` on; null if nothing is.
  static @Nullable Json get(Json node, String path) {
    if (path.isEmpty()) {
      return null;
    }
    return switch (path.charAt(0)) {
      case '!' -> literal(path);
      case '{', '[' -> several(node, path);
      case '@' -> {
        String name = path.substring(1, PathScan.find(path, 1, ":.|"));
        yield Modifiers.exists(name) ? modified(node, path, name) : step(node, path);
      }
      default -> step(node, path);
    };
  }

  private static @Nullable Json step(Json node, String path) {
    if (node instanceof Json.Array array) {
      if (path.charAt(0) == '#') {
        return elements(array.items(), path);
      }
      int end = endOfStep(path, 0);
      return rest(item(array.items(), path.substring(0, end)), path, end);
    }
    if (node instanceof Json.Struct object) {
      int end = endOfStep(path, 0);
      return rest(member(object, path.substring(0, end)), path, end);
    }
    return null;
  }

  /// Goes on after a step that ended at `end`.
  private static @Nullable Json rest(@Nullable Json found, String path, int end) {
    return found == null || end >= path.length() ? found : get(found, path.substring(end + 1));
  }

  private static int endOfStep(String path, int from) {
    for (int i = from; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '.' || c == '|') {
        return i;
      }
    }
    return path.length();
  }

  private static @Nullable Json item(List<Json> items, String step) {
    if (step.isEmpty() || step.length() > 9) {
      return null;
    }
    for (int i = 0; i < step.length(); i++) {
      if (step.charAt(i) < '0' || step.charAt(i) > '9') {
        return null;
      }
    }
    int index = Integer.parseInt(step);
    return index < items.size() ? items.get(index) : null;
  }

  private static @Nullable Json member(Json.Struct object, String step) {
    boolean pattern = Wildcard.isPattern(step);
    String name = pattern ? step : PathScan.unescape(step);
    for (Json.Member member : object.members()) {
      if (pattern ? Wildcard.matches(name, member.name()) : name.equals(member.name())) {
        return member.value();
      }
    }
    return null;
  }

  /// A path that begins with `#`, on an array.
  private static @Nullable Json elements(List<Json> items, String path) {
    int end = 1;
    List<Json> chosen = items;
    boolean queried = path.length() > 1 && (path.charAt(1) == '(' || path.charAt(1) == '[');
    if (queried) {
      end = PathScan.endOfBrackets(path, 1);
      if (end < 0) {
        return null;
      }
      Query query = Query.parse(path.substring(2, end - 1));
      boolean all = end < path.length() && path.charAt(end) == '#';
      if (!all) {
        for (Json item : items) {
          if (query.matches(item)) {
            return isStepEnd(path, end) ? rest(item, path, end) : null;
          }
        }
        return null;
      }
      end++;
      chosen = items.stream().filter(query::matches).toList();
    }
    if (!isStepEnd(path, end)) {
      return null;
    }
    if (end < path.length() && path.charAt(end) == '.') {
      int pipe = PathScan.find(path, end + 1, "|");
      String inner = path.substring(end + 1, pipe);
      var found = new ArrayList<Json>();
      for (Json item : chosen) {
        Json part = get(item, inner);
        if (part != null) {
          found.add(part);
        }
      }
      return rest(new Json.Array(found), path, pipe);
    }
    Json result =
        queried ? new Json.Array(chosen) : new Json.Numeral(Integer.toString(items.size()));
    return rest(result, path, end);
  }

  private static boolean isStepEnd(String path, int at) {
    return at >= path.length() || path.charAt(at) == '.' || path.charAt(at) == '|';
  }

  private static @Nullable Json modified(Json node, String path, String name) {
    int end = 1 + name.length();
    String argument = "";
    if (end < path.length() && path.charAt(end) == ':') {
      int from = end + 1;
      char first = from < path.length() ? path.charAt(from) : ' ';
      end = "{[(".indexOf(first) >= 0 ? PathScan.endOfBrackets(path, from) : -1;
      if (first == '"') {
        end = PathScan.endOfQuotes(path, from);
      }
      if (end < 0) {
        end = PathScan.find(path, from, "|");
      }
      argument = path.substring(from, end);
    }
    return rest(Modifiers.apply(name, argument, node), path, end);
  }

  private static @Nullable Json literal(String path) {
    int end = JsonReader.endOfValue(path, 1);
    if (end < 0) {
      return null;
    }
    try {
      return rest(JsonReader.read(path.substring(1, end)), path, end);
    } catch (JsonSyntaxFault _) {
      return null;
    }
  }

  /// A path that begins with `{` or `[`: a new object or array of what further paths find.
  private static @Nullable Json several(Json node, String path) {
    int end = PathScan.endOfBrackets(path, 0);
    if (end < 0) {
      return null;
    }
    boolean object = path.charAt(0) == '{';
    var members = new ArrayList<Json.Member>();
    for (int i = 1; i < end - 1; ) {
      int comma = Math.min(PathScan.find(path, i, ","), end - 1);
      String part = path.substring(i, comma).trim();
      i = comma + 1;
      String name = null;
      if (object && part.startsWith("\"")) {
        int quotes = PathScan.endOfQuotes(part, 0);
        if (quotes < part.length() && part.charAt(quotes) == ':') {
          name = PathScan.unescape(part.substring(1, quotes - 1));
          part = part.substring(quotes + 1);
        }
      }
      Json found = get(node, part);
      if (found != null) {
        members.add(new Json.Member(name == null ? nameOf(part) : name, found));
      }
    }
    Json result =
        object
            ? new Json.Struct(members)
            : new Json.Array(members.stream().map(Json.Member::value).toList());
    return rest(result, path, end);
  }

  /// The last step of a path if it is a plain name, else `_`.
  private static String nameOf(String path) {
    int from = 0;
    for (int end = endOfStep(path, 0); end < path.length(); end = endOfStep(path, from)) {
      from = end + 1;
    }
    String last = path.substring(from);
    for (int i = 0; i < last.length(); i++) {
      char c = last.charAt(i);
      if (c <= ' ' || "[]{}()#|!@*?\"\\=<>%".indexOf(c) >= 0) {
        return "_";
      }
    }
    return last.isEmpty() ? "_" : last;
  }
}
