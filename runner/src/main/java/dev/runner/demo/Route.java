package dev.runner.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What answers requests of some methods to the paths of one pattern, such as `/cart/{id}/items`.
///
/// @param methods the methods; GET stands for HEAD too
/// @param pattern the path; `{name}` matches one part of it, a last `*` any number of them
/// @param about what it answers, for people
record Route(Set<String> methods, String pattern, String about, Function<Call, Answer> answer) {
  static final Set<String> ALL = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  Route {
    methods = Set.copyOf(methods);
  }

  static Route get(String pattern, String about, Function<Call, Answer> answer) {
    return new Route(Set.of("GET"), pattern, about, answer);
  }

  static Route post(String pattern, String about, Function<Call, Answer> answer) {
    return new Route(Set.of("POST"), pattern, about, answer);
  }

  static Route any(String pattern, String about, Function<Call, Answer> answer) {
    return new Route(ALL, pattern, about, answer);
  }

  boolean answers(String method) {
    return methods.contains(method.equals("HEAD") ? "GET" : method);
  }

  /// The methods as the `Allow` header lists them.
  Set<String> allowed() {
    var allowed = new TreeSet<String>(methods);
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    return allowed;
  }

  List<String> parts() {
    return split(pattern);
  }

  /// What stands in the path for each `{...}`, or null if the path is not of this pattern.
  static @Nullable List<String> match(List<String> parts, List<String> path) {
    boolean open = !parts.isEmpty() && parts.getLast().equals("*");
    int fixed = open ? parts.size() - 1 : parts.size();
    if (open ? path.size() < fixed : path.size() != fixed) {
      return null;
    }
    List<String> arguments = List.of();
    for (int i = 0; i < fixed; i++) {
      String part = parts.get(i);
      if (part.startsWith("{")) {
        if (arguments.isEmpty()) {
          arguments = new ArrayList<>(2);
        }
        arguments.add(path.get(i));
      } else if (!part.equals(path.get(i))) {
        return null;
      }
    }
    return arguments;
  }

  /// The parts of a path between its slashes; one slash at the end does not count.
  static List<String> split(String path) {
    List<String> parts = new ArrayList<>(4);
    int start = 1;
    while (start < path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      parts.add(path.substring(start, end));
      start = end + 1;
    }
    return parts;
  }
}
