package dev.runner.js.http.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The steps of a path that turn a value into another: `@reverse`, `@keys` and so on.
final class Modifiers {
  private static final Set<String> NAMES =
      Set.of(
          "this", "valid", "pretty", "ugly", "reverse", "keys", "values", "flatten", "join",
          "tostr", "fromstr", "group", "dig");

  private Modifiers() {}

  static boolean exists(String name) {
    return NAMES.contains(name);
  }

  /// @param argument what follows the colon, empty for none
  static @Nullable Json apply(String name, String argument, Json node) {
    return switch (name) {
      case "reverse" -> reverse(node);
      case "keys" -> keys(node);
      case "values" -> values(node);
      case "flatten" -> flatten(node, flag(argument, "deep"));
      case "join" -> join(node, flag(argument, "preserve"));
      case "tostr" -> new Json.Text(node.text());
      case "fromstr" -> fromText(node);
      case "group" -> group(node);
      case "dig" -> {
        var found = new ArrayList<Json>();
        dig(node, argument, found);
        yield new Json.Array(found);
      }
      default -> node;
    };
  }

  private static boolean flag(String argument, String name) {
    return !argument.isEmpty() && JsonSelector.select(argument, name) == Json.Word.TRUE;
  }

  private static Json reverse(Json node) {
    return switch (node) {
      case Json.Array array -> new Json.Array(array.items().reversed());
      case Json.Struct object -> new Json.Struct(object.members().reversed());
      case Json.Text _, Json.Numeral _, Json.Word _ -> node;
    };
  }

  private static Json keys(Json node) {
    var keys = new ArrayList<Json>();
    switch (node) {
      case Json.Struct object ->
          object.members().forEach(member -> keys.add(new Json.Text(member.name())));
      case Json.Array array -> array.items().forEach(_ -> keys.add(Json.Word.NULL));
      case Json.Text _, Json.Numeral _, Json.Word _ -> keys.add(Json.Word.NULL);
    }
    return new Json.Array(keys);
  }

  private static Json values(Json node) {
    return switch (node) {
      case Json.Array _ -> node;
      case Json.Struct object ->
          new Json.Array(object.members().stream().map(Json.Member::value).toList());
      case Json.Text _, Json.Numeral _, Json.Word _ -> new Json.Array(List.of(node));
    };
  }

  private static Json flatten(Json node, boolean deep) {
    if (!(node instanceof Json.Array array)) {
      return node;
    }
    var items = new ArrayList<Json>();
    for (Json item : array.items()) {
      Json flat = deep ? flatten(item, true) : item;
      if (flat instanceof Json.Array inner) {
        items.addAll(inner.items());
      } else {
        items.add(flat);
      }
    }
    return new Json.Array(items);
  }

  private static Json join(Json node, boolean keepAll) {
    if (!(node instanceof Json.Array array)) {
      return node;
    }
    var members = new ArrayList<Json.Member>();
    for (Json item : array.items()) {
      if (item instanceof Json.Struct object) {
        members.addAll(object.members());
      }
    }
    if (!keepAll) {
      Map<String, Json.Member> last = new LinkedHashMap<>();
      members.forEach(member -> last.put(member.name(), member));
      return new Json.Struct(List.copyOf(last.values()));
    }
    return new Json.Struct(members);
  }

  private static @Nullable Json fromText(Json node) {
    if (!(node instanceof Json.Text text)) {
      return null;
    }
    try {
      return JsonReader.read(text.value());
    } catch (JsonSyntaxFault _) {
      return null;
    }
  }

  /// An object of arrays as an array of objects.
  private static @Nullable Json group(Json node) {
    if (!(node instanceof Json.Struct object)) {
      return null;
    }
    var rows = new ArrayList<List<Json.Member>>();
    for (Json.Member column : object.members()) {
      if (column.value() instanceof Json.Array array) {
        for (int i = 0; i < array.items().size(); i++) {
          if (i == rows.size()) {
            rows.add(new ArrayList<>());
          }
          rows.get(i).add(new Json.Member(column.name(), array.items().get(i)));
        }
      }
    }
    return new Json.Array(rows.stream().<Json>map(Json.Struct::new).toList());
  }

  /// Collects what the path finds in `node` and in everything below it.
  private static void dig(Json node, String path, List<Json> found) {
    Json here = JsonSelector.get(node, path);
    if (here != null) {
      found.add(here);
    }
    switch (node) {
      case Json.Array array -> array.items().forEach(item -> dig(item, path, found));
      case Json.Struct object ->
          object.members().forEach(member -> dig(member.value(), path, found));
      case Json.Text _, Json.Numeral _, Json.Word _ -> {}
    }
  }
}
