package dev.runner.cli.run;

import dev.runner.options.Environment;
import dev.runner.options.OptionsFault;
import dev.runner.process.Surroundings;
import dev.runner.script.ScriptSource;
import dev.runner.source.SourceSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags that say where the script and its files come from.
public final class ScriptFlags {
  @Option(
      names = "--allow-read",
      paramLabel = "PATH",
      description = "let the script read that file or folder as well; may be repeated")
  private List<Path> allowRead = new ArrayList<>();

  @Option(
      names = "--offline",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "fetch no remote modules: use those that were fetched before")
  private @Nullable String offline;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "what the script is: js or archive; by default its content decides")
  private @Nullable String type;

  /// @param flags what was given of [RunFlags]
  public SourceSettings settings(
      Surroundings surroundings, Environment environment, Map<String, List<String>> flags) {
    List<String> anyCertificate = flags.get("insecure-skip-tls-verify");
    String cache = environment.text("CACHE_DIR").orElse("");
    String base = surroundings.env().getOrDefault("XDG_CACHE_HOME", "");
    Path folder =
        !cache.isEmpty()
            ? surroundings.directory().resolve(cache)
            : (base.isEmpty() ? surroundings.home().resolve(".cache") : Path.of(base))
                .resolve("runner");
    return new SourceSettings(
        surroundings.directory(),
        surroundings.home(),
        folder,
        allowRead,
        offline == null
            ? environment.flag("OFFLINE").orElse(false)
            : SessionFlags.isTrue("offline", offline),
        anyCertificate == null
            ? environment.flag("INSECURE_SKIP_TLS_VERIFY").orElse(false)
            : anyCertificate.contains("true"));
  }

  /// @param script as named on the command line
  public ScriptSource source(Surroundings surroundings, Environment environment, String script) {
    ScriptSource source = named(surroundings, script);
    String kind = type == null ? environment.text("TYPE").orElse("") : type;
    return switch (kind) {
      case "", "archive" -> source;
      case "js" -> source.asScript();
      default ->
          throw new OptionsFault(
              OptionsFault.Reason.USAGE, "--type must be js or archive, found '" + kind + "'");
    };
  }

  private static ScriptSource named(Surroundings surroundings, String script) {
    if (script.equals("-")) {
      try {
        return ScriptSource.bytes(surroundings.directory(), "-", surroundings.in().readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    try {
      if (script.startsWith("https://")) {
        return ScriptSource.url(URI.create(script));
      }
      if (script.startsWith("file://")) {
        return ScriptSource.file(Path.of(URI.create(script)));
      }
      return ScriptSource.file(surroundings.directory().resolve(script));
    } catch (IllegalArgumentException e) {
      throw new OptionsFault(
          OptionsFault.Reason.USAGE, "'" + script + "' is neither a file nor a valid URL");
    }
  }
}
