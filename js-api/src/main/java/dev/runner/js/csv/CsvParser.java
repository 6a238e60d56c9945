package dev.runner.js.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.runner.js.fs.ScriptFile;
import dev.runner.js.http.json.Json;
import dev.runner.js.module.ScriptFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.HostAccess;
import org.jspecify.annotations.Nullable;

/// Reads a file's rows from its cursor on, which it moves. Used by one virtual user.
public final class CsvParser {
  private final ScriptFile file;
  private final CsvOptions options;
  private final List<String> names;
  private long line;

  /// @throws ScriptFault if the line that names the members is missing
  CsvParser(ScriptFile file, CsvOptions options) {
    this.file = file;
    this.options = options;
    List<String> header = List.of();
    if (options.asObjects()) {
      List<String> first = record();
      if (first == null) {
        throw new ScriptFault("'" + file.path() + "' has no first line that names the columns");
      }
      header = first;
    } else if (options.skipFirstLine()) {
      List<String> _ = record();
    }
    names = header;
    while (line < options.fromLine() && record() != null) {
      // Not asked for.
    }
  }

  /// The next row as JSON: an array of texts, or an object; null at the end.
  @HostAccess.Export
  public @Nullable String next() {
    if (options.toLine() >= 0 && line > options.toLine()) {
      return null;
    }
    List<String> fields = record();
    if (fields == null) {
      return null;
    }
    return options.asObjects() ? object(fields) : Json.array(fields);
  }

  /// All rows that are left.
  List<String> rest() {
    List<String> rows = new ArrayList<>();
    for (String row = next(); row != null; row = next()) {
      rows.add(row);
    }
    return rows;
  }

  /// The fields of the next line that is not empty; null at the end.
  private @Nullable List<String> record() {
    byte[] bytes = file.content();
    int from = file.cursor();
    while (from < bytes.length && (bytes[from] == '\n' || bytes[from] == '\r')) {
      from++;
    }
    int end = from;
    boolean quoted = false;
    while (end < bytes.length && (quoted || (bytes[end] != '\n' && bytes[end] != '\r'))) {
      if (bytes[end] == '"') {
        quoted = !quoted;
      }
      end++;
    }
    file.moveTo(end);
    if (from == end) {
      return null;
    }
    line++;
    int start = from == 0 && beginsWithMark(bytes) ? 3 : from;
    return fields(new String(bytes, start, end - start, StandardCharsets.UTF_8));
  }

  private static boolean beginsWithMark(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xef
        && bytes[1] == (byte) 0xbb
        && bytes[2] == (byte) 0xbf;
  }

  private List<String> fields(String text) {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder().fieldSeparator(options.delimiter()).ofCsvRecord(text)) {
      return reader.stream().findFirst().orElseThrow().getFields();
    } catch (CsvParseException | IOException e) {
      throw new ScriptFault(
          "line " + line + " of '" + file.path() + "' is no valid CSV: " + e.getMessage(), e);
    }
  }

  private String object(List<String> fields) {
    var out = new StringBuilder("{");
    for (int i = 0; i < names.size() && i < fields.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      Json.quote(names.get(i), out);
      Json.quote(fields.get(i), out.append(':'));
    }
    return out.append('}').toString();
  }
}
