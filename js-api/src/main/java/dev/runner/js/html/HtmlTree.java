package dev.runner.js.html;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector;

/// The nodes of one document as scripts see them, each one object, so that they can be compared.
@SuppressWarnings("ReferenceEquality") // nodes are themselves
final class HtmlTree {
  private final Document document;
  private final IdentityHashMap<Node, HtmlNode> nodes = new IdentityHashMap<>();

  HtmlTree(Document document) {
    this.document = document;
  }

  HtmlNode root() {
    return node(document);
  }

  HtmlNode node(Node node) {
    return nodes.computeIfAbsent(node, n -> new HtmlNode(this, n));
  }

  /// The elements below `scope` that match, in the order of the document; none for a selector that
  /// makes no sense.
  HtmlNodes select(Node scope, String css) {
    Evaluator evaluator;
    try {
      evaluator = QueryParser.parse(css);
    } catch (Selector.SelectorParseException | IllegalArgumentException e) {
      return new HtmlNodes(List.of());
    }
    List<HtmlNode> found = new ArrayList<>();
    for (Element element : document.select(evaluator)) {
      if (element != document && (scope == document || isBelow(element, scope))) {
        found.add(node(element));
      }
    }
    return new HtmlNodes(found);
  }

  /// Whether an element matches; not for a selector that makes no sense.
  boolean matches(Node node, String css) {
    if (!(node instanceof Element element) || node == document) {
      return false;
    }
    try {
      return QueryParser.parse(css).matches(document, element);
    } catch (Selector.SelectorParseException | IllegalArgumentException e) {
      return false;
    }
  }

  static boolean isBelow(Node node, Node ancestor) {
    for (Node at = node.parentNode(); at != null; at = at.parentNode()) {
      if (at == ancestor) {
        return true;
      }
    }
    return false;
  }
}
