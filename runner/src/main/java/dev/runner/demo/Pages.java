package dev.runner.demo;

import dev.runner.json.Json;
import java.util.List;
import java.util.Map;

/// The routes with a fixed answer, among them the index of all.
final class Pages {
  private static final String SAMPLE_JSON =
      """
      {
        "title": "Sample",
        "author": {"name": "Ada Lovelace", "born": 1815},
        "tags": ["one", "two", "three"],
        "items": [
          {"id": 1, "name": "pen", "price": 1.5, "available": true},
          {"id": 2, "name": "paper", "price": 4, "available": false}
        ],
        "nothing": null
      }
      """;

  private static final String SAMPLE_HTML =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
        <meta charset="utf-8">
        <title>A sample page</title>
      </head>
      <body>
        <h1 id="top">A sample page</h1>
        <p class="intro">It has a list, links and a form.</p>
        <ul>
          <li><a href="/json">JSON</a></li>
          <li><a href="/products">Products</a></li>
        </ul>
        <form action="/post" method="post">
          <input type="hidden" name="token" value="4711">
          <label>Name <input type="text" name="name" value=""></label>
          <button type="submit">Send</button>
        </form>
      </body>
      </html>
      """;

  private Pages() {}

  /// These routes; the index lists the others before them.
  static List<Route> routes(List<Route> others) {
    Answer json = Answer.json(Json.parse(SAMPLE_JSON));
    Answer html = Answer.html(SAMPLE_HTML);
    Answer health = Answer.json(Map.of("status", "ok"));
    List<Route> fixed =
        List.of(
            Route.get("/json", "a sample of JSON", call -> json),
            Route.get("/html", "a sample of HTML", call -> html),
            Route.get("/health", "whether the server is up", call -> health));
    Answer index = Answer.html(index(others, fixed));
    return List.of(
        fixed.get(0), fixed.get(1), fixed.get(2), Route.get("/", "this list", call -> index));
  }

  private static String index(List<Route> others, List<Route> fixed) {
    var page = new StringBuilder();
    page.append(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <title>Demo server</title>
        </head>
        <body>
          <h1>Demo server</h1>
          <table>
            <tr><th>Method</th><th>Path</th><th>Answer</th></tr>
        """);
    for (List<Route> routes : List.of(others, fixed)) {
      for (Route route : routes) {
        String method = route.methods().size() == 1 ? route.methods().iterator().next() : "any";
        page.append("    <tr><td>")
            .append(method)
            .append("</td><td><code>")
            .append(route.pattern())
            .append("</code></td><td>")
            .append(route.about())
            .append("</td></tr>\n");
      }
    }
    return page.append("  </table>\n</body>\n</html>\n").toString();
  }
}
