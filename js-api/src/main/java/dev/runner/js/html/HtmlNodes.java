package dev.runner.js.html;

import java.util.List;
import org.graalvm.polyglot.HostAccess;

/// A list of nodes on its way to a script.
public final class HtmlNodes {
  private final List<HtmlNode> nodes;

  HtmlNodes(List<HtmlNode> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  @HostAccess.Export
  public int size() {
    return nodes.size();
  }

  @HostAccess.Export
  public HtmlNode get(int index) {
    return nodes.get(index);
  }
}
