package dev.runner.js.fs;

import dev.runner.js.module.ScriptBytes;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.graalvm.polyglot.HostAccess;
import org.jspecify.annotations.Nullable;

/// An open file with a cursor. Used by one virtual user.
public final class ScriptFile {
  private final Path path;
  private final byte[] content;
  private int cursor;

  /// @param content shared; must not be changed
  ScriptFile(Path path, byte[] content) {
    this.path = path;
    this.content = content;
  }

  public Path path() {
    return path;
  }

  /// All bytes, which must not be changed.
  public byte[] content() {
    return content;
  }

  /// Where reading goes on, in bytes from the beginning.
  @HostAccess.Export
  public int cursor() {
    return cursor;
  }

  @HostAccess.Export
  public void moveTo(int position) {
    cursor = position;
  }

  @HostAccess.Export
  public String name() {
    return String.valueOf(path.getFileName());
  }

  @HostAccess.Export
  public int size() {
    return content.length;
  }

  /// Up to so many bytes from the cursor on, which moves behind them; null at the end.
  @HostAccess.Export
  public @Nullable ByteBuffer read(int most) {
    if (cursor >= content.length) {
      return null;
    }
    var bytes = new byte[Math.min(most, content.length - cursor)];
    System.arraycopy(content, cursor, bytes, 0, bytes.length);
    cursor += bytes.length;
    return ScriptBytes.toScript(bytes);
  }
}
