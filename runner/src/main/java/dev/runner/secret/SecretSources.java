package dev.runner.secret;

import dev.runner.clock.Clock;
import dev.runner.js.module.ScriptFault;
import dev.runner.js.secrets.SecretVault;
import dev.runner.log.Redaction;
import dev.runner.options.OptionsFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All sources of secrets of a run. Every secret that is handed out is redacted from then on.
public final class SecretSources implements SecretVault {
  private final Map<String, SecretSource> byName = new LinkedHashMap<>();
  private final Redaction redaction;
  private @Nullable SecretSource standard;

  private SecretSources(Redaction redaction) {
    this.redaction = redaction;
  }

  /// The sources that the user names.
  ///
  /// @param given as given by `--secret-source`, such as `file=secrets.txt`
  /// @param variables of the environment
  /// @param folder what the names of files are relative to
  /// @throws OptionsFault if one makes no sense
  public static SecretSources of(
      List<String> given,
      Map<String, String> variables,
      Path folder,
      Clock clock,
      Redaction redaction) {
    var sources = new SecretSources(redaction);
    List<SourceSpec> specs = given.stream().map(SourceSpec::parse).toList();
    for (SourceSpec spec : specs) {
      SecretSource source = source(spec, variables, folder, clock);
      if (sources.byName.putIfAbsent(spec.label(), source) != null) {
        throw spec.wrong(
            "there are two sources called '" + spec.label() + "'; tell them apart by name=...");
      }
      if (spec.isDefault() || (specs.size() == 1 && spec.name().isEmpty())) {
        if (sources.standard != null) {
          throw spec.wrong("only one source can be the default");
        }
        sources.standard = source;
      }
    }
    return sources;
  }

  private static SecretSource source(
      SourceSpec spec, Map<String, String> variables, Path folder, Clock clock) {
    return switch (spec.type()) {
      case "mock" -> fixed(pairs(spec, spec.settings()));
      case "file" -> fixed(file(spec, folder));
      case "env", "environment" -> environment(spec, variables);
      case "url" -> new UrlSource(UrlSettings.read(spec, variables, folder), clock);
      default -> throw spec.wrong("there is no such type; use mock, file, env or url");
    };
  }

  private static SecretSource fixed(Map<String, String> secrets) {
    return key -> Optional.ofNullable(secrets.get(key));
  }

  private static SecretSource environment(SourceSpec spec, Map<String, String> variables) {
    String prefix = String.join(",", spec.settings());
    return key -> Optional.ofNullable(variables.get(prefix + key));
  }

  private static Map<String, String> pairs(SourceSpec spec, List<String> lines) {
    Map<String, String> pairs = new HashMap<>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (equals <= 0) {
        throw spec.wrong("a secret is written key=value");
      }
      pairs.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return pairs;
  }

  private static Map<String, String> file(SourceSpec spec, Path folder) {
    String name = String.join(",", spec.settings());
    if (name.isEmpty()) {
      throw spec.wrong("the name of the file is missing: file=PATH");
    }
    return pairs(
        spec,
        text(spec, folder, name)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList());
  }

  static String text(SourceSpec spec, Path folder, String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (NoSuchFileException e) {
      throw spec.wrong("there is no file '" + name + "'");
    } catch (IOException | InvalidPathException e) {
      throw spec.wrong("cannot read '" + name + "': " + e.getMessage());
    }
  }

  /// Whether there are any.
  public boolean isEmpty() {
    return byName.isEmpty();
  }

  /// Where secrets go that were handed out.
  public Redaction redaction() {
    return redaction;
  }

  @Override
  public String get(@Nullable String name, String key) throws InterruptedException {
    String secret =
        source(name)
            .get(key)
            .orElseThrow(
                () ->
                    new ScriptFault(
                        "there is no secret '"
                            + key
                            + "' in "
                            + (name == null ? "the default source" : "source '" + name + "'")));
    redaction.add(secret);
    return secret;
  }

  @Override
  public void requireSource(String name) {
    SecretSource _ = source(name);
  }

  private SecretSource source(@Nullable String name) {
    if (byName.isEmpty()) {
      throw new ScriptFault("no source of secrets is configured: use --secret-source");
    }
    SecretSource source = name == null ? standard : byName.get(name);
    if (source == null) {
      throw new ScriptFault(
          name == null
              ? "no source of secrets is the default: write 'default' into one --secret-source"
              : "there is no source of secrets '" + name + "'; there are " + byName.keySet());
    }
    return source;
  }
}
