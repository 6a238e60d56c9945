package dev.runner.js.html;

import dev.runner.js.http.json.Json;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// One node of a document, as `library.js` sees it.
public final class HtmlNode {
  private static final int ELEMENT = 1;
  private static final int TEXT = 3;
  private static final int COMMENT = 8;
  private static final int DOCUMENT = 9;
  private static final int DOCTYPE = 10;

  private final HtmlTree tree;
  private final Node node;

  HtmlNode(HtmlTree tree, Node node) {
    this.tree = tree;
    this.node = node;
  }

  /// The numbers of the DOM, https://dom.spec.whatwg.org/#node.
  @HostAccess.Export
  public int type() {
    return switch (node) {
      case Document _ -> DOCUMENT;
      case Element _ -> ELEMENT;
      case Comment _ -> COMMENT;
      case DocumentType _ -> DOCTYPE;
      default -> TEXT;
    };
  }

  /// In lower case; `#text`, `#comment` and `#document` for what is no element.
  @HostAccess.Export
  public String name() {
    return switch (node) {
      case Document _ -> "#document";
      case Element element -> element.normalName();
      case Comment _ -> "#comment";
      case DocumentType type -> type.name();
      default -> "#text";
    };
  }

  /// The text of a node that is a text or a comment; null for others.
  @HostAccess.Export
  public @Nullable String value() {
    return switch (node) {
      case TextNode text -> text.getWholeText();
      case DataNode data -> data.getWholeData();
      case Comment comment -> comment.getData();
      default -> null;
    };
  }

  /// All text in the node, as it is written.
  @HostAccess.Export
  public String text() {
    var text = new StringBuilder();
    collect(node, text);
    return text.toString();
  }

  private static void collect(Node from, StringBuilder text) {
    switch (from) {
      case TextNode node -> text.append(node.getWholeText());
      case DataNode node -> text.append(node.getWholeData());
      default -> from.childNodes().forEach(child -> collect(child, text));
    }
  }

  /// The HTML of what is in the node.
  @HostAccess.Export
  public String html() {
    return node instanceof Element element ? element.html() : "";
  }

  @HostAccess.Export
  public String outerHtml() {
    return node.outerHtml();
  }

  /// The value of an attribute, or null.
  @HostAccess.Export
  public @Nullable String attr(String name) {
    return node.hasAttr(name) ? node.attr(name) : null;
  }

  /// JSON array of the attributes' names.
  @HostAccess.Export
  public String attributeNames() {
    return Json.array(node.attributes().asList().stream().map(Attribute::getKey).toList());
  }

  @HostAccess.Export
  public @Nullable HtmlNode parent() {
    return orNull(node.parentNode());
  }

  @HostAccess.Export
  public @Nullable HtmlNode next() {
    return orNull(node.nextSibling());
  }

  @HostAccess.Export
  public @Nullable HtmlNode previous() {
    return orNull(node.previousSibling());
  }

  @HostAccess.Export
  public @Nullable HtmlNode document() {
    return orNull(node.ownerDocument());
  }

  private @Nullable HtmlNode orNull(@Nullable Node other) {
    return other == null ? null : tree.node(other);
  }

  /// The nodes in it, texts and comments too.
  @HostAccess.Export
  public HtmlNodes children() {
    return new HtmlNodes(node.childNodes().stream().map(tree::node).toList());
  }

  /// The elements below it that match a CSS selector.
  @HostAccess.Export
  public HtmlNodes select(String css) {
    return tree.select(node, css);
  }

  @HostAccess.Export
  public boolean matches(String css) {
    return tree.matches(node, css);
  }

  /// Whether it is above another node.
  @HostAccess.Export
  public boolean isAbove(Value other) {
    HtmlNode below = other.asHostObject();
    return HtmlTree.isBelow(below.node, node);
  }

  /// Whether another node has the same name, attributes and content.
  @HostAccess.Export
  public boolean isEqual(Value other) {
    HtmlNode that = other.asHostObject();
    return node.hasSameValue(that.node);
  }
}
