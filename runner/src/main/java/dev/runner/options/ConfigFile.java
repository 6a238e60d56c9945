package dev.runner.options;

import dev.runner.json.Json;
import dev.runner.json.JsonFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the config file says.
///
/// @param outputs as for `--out`
/// @param linger as for `--linger`
public record ConfigFile(OptionsLayer layer, List<String> outputs, boolean linger) {
  private static final List<Path> DEFAULTS =
      List.of(Path.of(".config", "runner", "config.json"), Path.of(".config", "k6", "config.json"));

  public ConfigFile {
    outputs = List.copyOf(outputs);
  }

  /// Reads the config file that the user names, else the one in the home directory, if any.
  ///
  /// @param explicit the value of `--config`; else the environment may name a file
  /// @throws OptionsFault if there is no such file or it cannot be read
  public static ConfigFile load(Optional<String> explicit, Environment environment, Path home) {
    Optional<String> named = explicit.or(() -> environment.text("CONFIG"));
    if (named.isPresent()) {
      return read(path(named.get()));
    }
    for (Path file : DEFAULTS) {
      if (Files.exists(home.resolve(file))) {
        return read(home.resolve(file));
      }
    }
    return none();
  }

  /// Stands for no config file.
  public static ConfigFile none() {
    return new ConfigFile(OptionsLayer.ofConfig(Map.of(), "no file"), List.of(), false);
  }

  private static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new OptionsFault("config file '" + name + "' cannot exist: " + e.getReason());
    }
  }

  private static ConfigFile read(Path path) {
    String file = "config file '" + path + "'";
    String text;
    try {
      text = Files.readString(path);
    } catch (NoSuchFileException e) {
      throw new OptionsFault(file + " does not exist; name another one with --config");
    } catch (IOException e) {
      throw new OptionsFault(
          file + " cannot be read (" + e + "); it must be a readable UTF-8 text");
    }
    Map<String, @Nullable Object> json;
    try {
      json = JsonValues.object(Json.parse(text), file);
    } catch (JsonFault e) {
      throw new OptionsFault(file + " is not valid JSON: " + e.getMessage());
    }
    @Nullable Object outputs = json.get("out");
    @Nullable Object linger = json.get("linger");
    return new ConfigFile(
        OptionsLayer.ofConfig(json, file),
        outputs == null ? List.of() : JsonValues.texts(outputs, "'out' in " + file),
        linger != null && JsonValues.bool(linger, "'linger' in " + file));
  }
}
