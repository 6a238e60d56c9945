package dev.runner.source;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A folder of files that can be made again, each named by a SHA-256 sum. That it cannot be read or
/// written is never an error.
public final class DiskCache {
  private static final Duration FRESH = Duration.ofDays(1);

  private final Path folder;

  public DiskCache(Path folder) {
    this.folder = folder;
  }

  /// What was kept under a key, however old; null if nothing.
  public byte @Nullable [] find(String key) {
    try {
      return Files.readAllBytes(file(key));
    } catch (IOException e) {
      return null;
    }
  }

  /// Keeps bytes under a key.
  public void keep(String key, byte[] bytes) {
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, "part", "");
      Files.write(part, bytes);
      Files.move(part, file(key), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException _) {
      // Then it is made again the next time.
    }
  }

  /// A module that was kept: the first line is where it was found, the rest its bytes.
  ///
  /// @param old whether it may be older than a day
  RemoteModules.@Nullable Fetched find(URI url, boolean old) {
    byte[] kept = find(url.toString());
    if (kept == null || (!old && !isFresh(url))) {
      return null;
    }
    int line = 0;
    while (line < kept.length && kept[line] != '\n') {
      line++;
    }
    var last = URI.create(new String(kept, 0, line, StandardCharsets.UTF_8));
    return new RemoteModules.Fetched(
        last, Arrays.copyOfRange(kept, Math.min(line + 1, kept.length), kept.length));
  }

  void keep(URI url, RemoteModules.Fetched fetched) {
    byte[] head = (fetched.url() + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(head, head.length + fetched.bytes().length);
    System.arraycopy(fetched.bytes(), 0, all, head.length, fetched.bytes().length);
    keep(url.toString(), all);
  }

  private boolean isFresh(URI url) {
    try {
      Instant kept = Files.getLastModifiedTime(file(url.toString())).toInstant();
      return kept.plus(FRESH).isAfter(Instant.now());
    } catch (IOException e) {
      return false;
    }
  }

  private Path file(String key) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return folder.resolve(HexFormat.of().formatHex(sum));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
