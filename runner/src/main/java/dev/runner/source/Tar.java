package dev.runner.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads and writes tar archives of small files in memory: the format of POSIX.1-2001 (ustar with
/// pax headers for long names), and when reading also the long names of GNU tar.
final class Tar {
  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int SIZE_AT = 124;
  private static final int CHECKSUM_AT = 148;
  private static final int TYPE_AT = 156;
  private static final int LINK_AT = 157;
  private static final int MAGIC_AT = 257;
  private static final int PREFIX_AT = 345;
  private static final int PREFIX = 155;

  private Tar() {}

  /// Whether bytes begin as a tar archive does.
  static boolean isTar(byte[] bytes) {
    return bytes.length >= BLOCK
        && new String(bytes, MAGIC_AT, 5, StandardCharsets.US_ASCII).equals("ustar");
  }

  /// @param links names that are to be hard links to other names of `files`
  static void write(OutputStream out, Map<String, byte[]> files, Map<String, String> links)
      throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      entry(out, file.getKey(), '0', "", file.getValue());
    }
    for (Map.Entry<String, String> link : links.entrySet()) {
      entry(out, link.getKey(), '1', link.getValue(), new byte[0]);
    }
    out.write(new byte[2 * BLOCK]);
  }

  private static void entry(OutputStream out, String name, char type, String link, byte[] bytes)
      throws IOException {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    if (nameBytes.length > NAME) {
      entry(out, "pax", 'x', "", pax("path", name));
    }
    var header = new byte[BLOCK];
    System.arraycopy(nameBytes, 0, header, 0, Math.min(NAME, nameBytes.length));
    text(header, NAME, "0000644");
    text(header, 108, "0000000");
    text(header, 116, "0000000");
    text(header, SIZE_AT, "%011o".formatted(bytes.length));
    text(header, 136, "%011o".formatted(0));
    text(header, CHECKSUM_AT, "        ");
    header[TYPE_AT] = (byte) type;
    text(header, LINK_AT, link);
    text(header, MAGIC_AT, "ustar\0" + "00");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    text(header, CHECKSUM_AT, "%06o\0 ".formatted(sum));
    out.write(header);
    out.write(bytes);
    out.write(new byte[padding(bytes.length)]);
  }

  /// A record of a pax header, which begins with its own length: `27 path=some/long/name\n`.
  private static byte[] pax(String key, String value) {
    String rest = " " + key + "=" + value + "\n";
    int bytes = rest.getBytes(StandardCharsets.UTF_8).length;
    int length = bytes + String.valueOf(bytes).length();
    length = bytes + String.valueOf(length).length();
    return (length + rest).getBytes(StandardCharsets.UTF_8);
  }

  private static int padding(int length) {
    return (BLOCK - length % BLOCK) % BLOCK;
  }

  private static void text(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  /// The plain files of an archive by name, hard links followed.
  ///
  /// @throws IOException if it is broken; the message is the reason in words
  static Map<String, byte[]> read(byte[] tar) throws IOException {
    var files = new LinkedHashMap<String, byte[]>();
    String longName = null;
    int at = 0;
    while (at + BLOCK <= tar.length && tar[at] != 0) {
      int size = size(tar, at);
      int begin = at + BLOCK;
      if (size < 0 || (long) begin + size > tar.length) {
        throw new IOException("the archive is cut off or damaged");
      }
      byte[] bytes = Arrays.copyOfRange(tar, begin, begin + size);
      String name = longName == null ? name(tar, at) : longName;
      longName = null;
      switch (tar[at + TYPE_AT]) {
        case 'x' -> longName = paxPath(bytes);
        case 'L' -> longName = trimmed(bytes, 0, bytes.length);
        case '1' -> {
          byte[] target = files.get(trimmed(tar, at + LINK_AT, NAME));
          if (target != null) {
            files.put(name, target);
          }
        }
        case '0', 0 -> files.put(name, bytes);
        default -> {
          // Folders and the like say nothing.
        }
      }
      at = begin + size + padding(size);
    }
    return files;
  }

  private static int size(byte[] tar, int at) throws IOException {
    try {
      String digits = trimmed(tar, at + SIZE_AT, 12).strip();
      return digits.isEmpty() ? 0 : Integer.parseInt(digits, 8);
    } catch (NumberFormatException e) {
      throw new IOException("the archive is damaged", e);
    }
  }

  private static String name(byte[] tar, int at) {
    String prefix = trimmed(tar, at + PREFIX_AT, PREFIX);
    String name = trimmed(tar, at, NAME);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String paxPath(byte[] records) {
    var path = new ByteArrayOutputStream();
    String text = new String(records, StandardCharsets.UTF_8);
    for (String line : text.split("\n", -1)) {
      int key = line.indexOf(" path=");
      if (key >= 0) {
        path.writeBytes(line.substring(key + " path=".length()).getBytes(StandardCharsets.UTF_8));
      }
    }
    return path.toString(StandardCharsets.UTF_8);
  }

  private static String trimmed(byte[] bytes, int from, int most) {
    int end = from;
    while (end < from + most && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }
}
