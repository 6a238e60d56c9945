package dev.runner.source;

import dev.runner.json.Json;
import dev.runner.json.JsonFault;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A test packed into one file: a script with all its modules and data files, its options and
/// variables. On disk it is a tar of `metadata.json`, `data` (the main script), `file/...` and
/// `https/...`, as k6 writes it.
///
/// @param script the main file, where it was when it was packed
/// @param options all options, by name
/// @param env the variables given for the script
/// @param files all files read, by path
/// @param links names of files that lead to others
public record ScriptArchive(
    Path script,
    Map<String, ? extends @Nullable Object> options,
    Map<String, String> env,
    Map<Path, byte[]> files,
    Map<Path, Path> links) {
  private static final String METADATA = "metadata.json";
  private static final String MAIN = "data";

  public ScriptArchive {
    env = Map.copyOf(env);
    files = Map.copyOf(files);
    links = Map.copyOf(links);
  }

  /// Whether a file is an archive, by its content.
  public static boolean isArchive(byte[] bytes) {
    return Tar.isTar(bytes);
  }

  /// @param version of this program
  public void write(OutputStream out, String version) throws IOException {
    var metadata = new LinkedHashMap<String, @Nullable Object>();
    metadata.put("type", "js");
    metadata.put("options", options);
    metadata.put("filename", RemotePath.display(script));
    metadata.put(
        "pwd", RemotePath.display(script.getParent() == null ? script : script.getParent()) + "/");
    metadata.put("env", new TreeMap<>(env));
    metadata.put("compatibilityMode", "base");
    metadata.put("runnerVersion", version);
    var linkUrls = new TreeMap<String, Object>();
    links.forEach((from, to) -> linkUrls.put(RemotePath.display(from), RemotePath.display(to)));
    metadata.put("links", linkUrls);
    var entries = new LinkedHashMap<String, byte[]>();
    entries.put(METADATA, Json.write(metadata, 2).getBytes(StandardCharsets.UTF_8));
    byte[] main = files.get(script);
    entries.put(MAIN, main == null ? new byte[0] : main);
    files.forEach(
        (path, bytes) -> {
          if (!path.equals(script)) {
            entries.put(entryName(path), bytes);
          }
        });
    String mainName = entryName(script);
    boolean linkable = mainName.getBytes(StandardCharsets.UTF_8).length <= 100;
    if (!linkable && main != null) {
      entries.put(mainName, main);
    }
    Tar.write(out, new LinkedHashMap<>(entries), linkable ? Map.of(mainName, MAIN) : Map.of());
  }

  /// @throws IOException if the bytes are no such archive; the message is the reason in words
  public static ScriptArchive read(byte[] bytes) throws IOException {
    Map<String, byte[]> entries = Tar.read(bytes);
    byte[] metadataBytes = entries.get(METADATA);
    byte[] main = entries.get(MAIN);
    if (metadataBytes == null || main == null) {
      throw new IOException("the archive has no " + (main == null ? MAIN : METADATA));
    }
    Object parsed;
    try {
      parsed = Json.parse(new String(metadataBytes, StandardCharsets.UTF_8));
    } catch (JsonFault e) {
      throw new IOException(METADATA + " in the archive is no JSON: " + e.getMessage(), e);
    }
    if (!(parsed instanceof Map<?, ?> metadata)
        || !(metadata.get("filename") instanceof String filename)) {
      throw new IOException(METADATA + " in the archive names no script");
    }
    Path script = path(filename);
    var files = new LinkedHashMap<Path, byte[]>();
    entries.forEach(
        (name, content) -> {
          Path path = entryPath(name);
          if (path != null) {
            files.put(path, content);
          }
        });
    files.put(script, main);
    var links = new LinkedHashMap<Path, Path>();
    for (Map.Entry<String, String> link : texts(metadata.get("links")).entrySet()) {
      links.put(path(link.getKey()), path(link.getValue()));
    }
    return new ScriptArchive(
        script, objects(metadata.get("options")), texts(metadata.get("env")), files, links);
  }

  private static Map<String, @Nullable Object> objects(@Nullable Object json) {
    var objects = new LinkedHashMap<String, @Nullable Object>();
    if (json instanceof Map<?, ?> map) {
      map.forEach((key, value) -> objects.put(String.valueOf(key), value));
    }
    return objects;
  }

  private static Map<String, String> texts(@Nullable Object json) {
    var texts = new LinkedHashMap<String, String>();
    objects(json).forEach((key, value) -> texts.put(key, String.valueOf(value)));
    return texts;
  }

  private static Path path(String url) throws IOException {
    try {
      URI uri = URI.create(url);
      return "https".equals(uri.getScheme()) ? RemotePath.of(uri) : Path.of(uri);
    } catch (IllegalArgumentException e) {
      throw new IOException("'" + url + "' in the archive is no file URL", e);
    }
  }

  private static String entryName(Path path) {
    URI url = RemotePath.url(path);
    if (url != null) {
      Path root = path.getRoot().resolve(path.getName(0));
      return "https/" + root.relativize(path).toString().replace('\\', '/');
    }
    return "file" + path.toUri().getPath();
  }

  private static @Nullable Path entryPath(String name) {
    if (name.startsWith("file/")) {
      return Path.of(name.substring("file".length())).normalize();
    }
    if (name.startsWith("https/")) {
      return RemotePath.ofPacked(name.substring("https/".length()));
    }
    return null;
  }
}
