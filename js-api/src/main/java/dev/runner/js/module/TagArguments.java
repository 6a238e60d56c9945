package dev.runner.js.module;

import dev.runner.sample.Tags;
import java.util.LinkedHashMap;
import java.util.Map;
import org.graalvm.polyglot.Value;

/// Reads tags as scripts write them: an object of strings, numbers and booleans.
public final class TagArguments {
  private TagArguments() {}

  /// The tags of a script's object.
  ///
  /// @throws ScriptFault if a value is neither a string, a number nor a boolean
  public static Tags read(Value object) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String name : object.getMemberKeys()) {
      tags.put(name, text(name, object.getMember(name)));
    }
    return Tags.of(tags);
  }

  private static String text(String name, Value value) {
    if (value.isString()) {
      return value.asString();
    }
    if (value.isBoolean() || value.isNumber()) {
      return value.toString();
    }
    throw new ScriptFault(
        "the value of tag '" + name + "' must be a string, a number or a boolean");
  }
}
