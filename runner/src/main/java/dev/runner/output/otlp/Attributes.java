package dev.runner.output.otlp;

import dev.runner.output.protobuf.ProtoWriter;
import dev.runner.sample.Tags;
import java.util.Map;

/// Writes attributes: messages `KeyValue` of `common.proto`.
public final class Attributes {
  /// A value of endless length helps nobody, in characters.
  private static final int LONGEST_VALUE = 4_096;

  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int STRING = 1;
  private static final int INTEGER = 3;

  private Attributes() {}

  public static void write(ProtoWriter to, int field, String name, String value) {
    int pair = to.begin(field);
    to.string(KEY, name);
    int any = to.begin(VALUE);
    to.string(STRING, value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value);
    to.end(any);
    to.end(pair);
  }

  public static void write(ProtoWriter to, int field, String name, long value) {
    int pair = to.begin(field);
    to.string(KEY, name);
    int any = to.begin(VALUE);
    to.integer(INTEGER, value);
    to.end(any);
    to.end(pair);
  }

  static void write(ProtoWriter to, int field, Tags tags) {
    tags.forEach((name, value) -> write(to, field, name, value));
  }

  /// The message `Resource` of `resource.proto`.
  public static byte[] resource(Map<String, String> attributes) {
    var message = new ProtoWriter(256);
    attributes.forEach((name, value) -> write(message, 1, name, value));
    return message.toArray();
  }

  /// The message `InstrumentationScope` of `common.proto`.
  public static byte[] scope(String version) {
    var message = new ProtoWriter(64);
    message.string(1, "runner");
    message.string(2, version);
    return message.toArray();
  }
}
