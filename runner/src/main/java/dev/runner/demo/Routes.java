package dev.runner.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// Finds the route of a request.
final class Routes {
  private record Entry(List<String> parts, Route route) {}

  /// By the first part of the path, which is always literal.
  private final Map<String, List<Entry>> byFirstPart = new HashMap<>();

  Routes(List<Route> routes) {
    for (Route route : routes) {
      List<String> parts = route.parts();
      String first = parts.isEmpty() ? "" : parts.getFirst();
      byFirstPart.computeIfAbsent(first, key -> new ArrayList<>()).add(new Entry(parts, route));
    }
  }

  Answer answer(Request request, byte[] body) {
    String decoded = request.getHttpURI().getDecodedPath();
    List<String> path = Route.split(decoded == null ? "/" : decoded);
    String method = request.getMethod();
    var allowed = new TreeSet<String>();
    for (Entry entry : byFirstPart.getOrDefault(path.isEmpty() ? "" : path.getFirst(), List.of())) {
      List<String> arguments = Route.match(entry.parts(), path);
      if (arguments != null) {
        if (entry.route().answers(method)) {
          return entry.route().answer().apply(new Call(request, arguments, body));
        }
        allowed.addAll(entry.route().allowed());
      }
    }
    if (allowed.isEmpty()) {
      throw Refused.unknown("there is no " + decoded + "; GET / lists what there is");
    }
    allowed.add("OPTIONS");
    var allow = new HttpField(HttpHeader.ALLOW, String.join(", ", allowed));
    return method.equals("OPTIONS")
        ? Answer.empty(204, allow)
        : Answer.error(405, method + " is not for " + decoded, allow);
  }
}
