package dev.runner.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads and writes whole JSON texts.
public final class Json {
  /// Its buffers belong to no thread: those of 10,000 virtual ones would be 80 MB.
  private static final JsonFactory FACTORY =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool()).build();

  private Json() {}

  /// The value of a text: `Map<String, Object>` in the order of writing, `List<Object>`, `String`,
  /// `Long` (or `Double` where it does not fit), `Double`, `Boolean` or null.
  ///
  /// @throws JsonFault if the text is not exactly one JSON value
  public static @Nullable Object parse(String text) {
    try (JsonParser in = FACTORY.createParser(text)) {
      if (in.nextToken() == null) {
        throw new JsonFault("line 1, column 1: there is no value");
      }
      Object value = read(in);
      if (in.nextToken() != null) {
        throw new JsonFault(place(in.currentLocation()) + "there is more text after the value");
      }
      return value;
    } catch (JsonParseException e) {
      throw new JsonFault(place(e.getLocation()) + e.getOriginalMessage());
    } catch (JsonProcessingException e) {
      throw new JsonFault(place(e.getLocation()) + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String place(@Nullable JsonLocation location) {
    return location == null
        ? ""
        : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
  }

  private static @Nullable Object read(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
          String name = in.currentName();
          in.nextToken();
          map.put(name, read(in));
        }
        yield map;
      }
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          list.add(read(in));
        }
        yield list;
      }
      case VALUE_NUMBER_INT ->
          in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? (Object) in.getDoubleValue()
              : (Object) in.getLongValue();
      case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> in.getText();
    };
  }

  /// A value of the kinds that [#parse] returns as one line of text. Numbers that are whole are
  /// written without a fraction; those that JSON cannot say (NaN, infinities) become null.
  public static String write(@Nullable Object value) {
    return write(value, 0);
  }

  /// The same over several lines, each level indented by that many blanks; with 0 on one line.
  public static String write(@Nullable Object value, int indent) {
    var text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      if (indent > 0) {
        var lines = new DefaultIndenter(" ".repeat(indent), "\n");
        out.setPrettyPrinter(
            new DefaultPrettyPrinter(
                    Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(lines)
                .withArrayIndenter(lines));
      }
      write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(@Nullable Object value, JsonGenerator out) throws IOException {
    switch (value) {
      case null -> out.writeNull();
      case Map<?, ?> map -> {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.writeFieldName(String.valueOf(entry.getKey()));
          write(entry.getValue(), out);
        }
        out.writeEndObject();
      }
      case Iterable<?> list -> {
        out.writeStartArray();
        for (Object item : list) {
          write(item, out);
        }
        out.writeEndArray();
      }
      case Boolean flag -> out.writeBoolean(flag);
      case Integer number -> out.writeNumber(number);
      case Long number -> out.writeNumber(number);
      case Double number -> writeDouble(number, out);
      default -> out.writeString(value.toString());
    }
  }

  private static void writeDouble(double number, JsonGenerator out) throws IOException {
    if (!Double.isFinite(number)) {
      out.writeNull();
    } else if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      out.writeNumber((long) number);
    } else {
      out.writeNumber(number);
    }
  }
}
