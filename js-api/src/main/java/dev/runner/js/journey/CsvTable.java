package dev.runner.js.journey;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.runner.js.module.ScriptFault;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/// The rows of a CSV file as RFC 4180 has them, UTF-8, without empty lines. The file stays on disk:
/// memory holds eight bytes a row. Safe for use by many threads.
final class CsvTable {
  private static final byte QUOTE = '"';
  private static final byte NEWLINE = '\n';
  private static final byte RETURN = '\r';
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final Path path;
  private final char delimiter;
  private final MemorySegment bytes;

  /// Where each row begins, and after the last where the file ends.
  private final long[] starts;

  private final List<String> header;
  private final int first;

  private CsvTable(Path path, char delimiter, MemorySegment bytes, boolean hasHeader) {
    this.path = path;
    this.delimiter = delimiter;
    this.bytes = bytes;
    this.starts = index(bytes);
    if (hasHeader && starts.length < 2) {
      throw new ScriptFault("'" + path + "' is empty: its first line must name the columns");
    }
    this.first = hasHeader ? 1 : 0;
    this.header = hasHeader ? parse(0) : List.of();
  }

  /// @throws ScriptFault if the file cannot be read or has no header where it should
  static CsvTable open(Path path, char delimiter, boolean hasHeader) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment bytes =
          channel.size() == 0
              ? MemorySegment.NULL
              : channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
      return new CsvTable(path, delimiter, bytes, hasHeader);
    } catch (IOException e) {
      throw new ScriptFault("cannot read '" + path + "': " + e.getMessage(), e);
    }
  }

  private static long[] index(MemorySegment bytes) {
    var starts = new long[1024];
    int rows = 0;
    long size = bytes.byteSize();
    long at = beginsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
    boolean quoted = false;
    boolean fresh = true;
    for (; at < size; at++) {
      byte now = bytes.get(ValueLayout.JAVA_BYTE, at);
      if (!quoted && (now == NEWLINE || now == RETURN)) {
        fresh = true;
        continue;
      }
      if (fresh) {
        if (rows + 1 >= starts.length) {
          starts = Arrays.copyOf(starts, starts.length * 2);
        }
        starts[rows++] = at;
        fresh = false;
      }
      if (now == QUOTE) {
        quoted = !quoted;
      }
    }
    starts = Arrays.copyOf(starts, rows + 1);
    starts[rows] = size;
    return starts;
  }

  private static boolean beginsWithMark(MemorySegment bytes) {
    return bytes.byteSize() >= BYTE_ORDER_MARK.length
        && bytes.asSlice(0, BYTE_ORDER_MARK.length).mismatch(MemorySegment.ofArray(BYTE_ORDER_MARK))
            < 0;
  }

  Path path() {
    return path;
  }

  /// The columns' names; empty if the file has no line with them.
  List<String> header() {
    return header;
  }

  /// How many rows there are, the header not counted.
  int size() {
    return starts.length - 1 - first;
  }

  /// The fields of a row, from 0.
  ///
  /// @throws ScriptFault if the row is no valid CSV
  List<String> row(int index) {
    return parse(index + first);
  }

  private List<String> parse(int line) {
    long from = starts[line];
    String text =
        new String(
            bytes.asSlice(from, starts[line + 1] - from).toArray(ValueLayout.JAVA_BYTE),
            StandardCharsets.UTF_8);
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder().fieldSeparator(delimiter).ofCsvRecord(text)) {
      return reader.stream().findFirst().orElseThrow().getFields();
    } catch (RuntimeException | IOException e) {
      throw new ScriptFault(
          "row " + (line + 1 - first) + " of '" + path + "' is no valid CSV: " + e.getMessage(), e);
    }
  }
}
