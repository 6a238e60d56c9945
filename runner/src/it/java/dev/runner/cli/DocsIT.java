package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the documents show works: each whole script in them runs, and each link leads somewhere.
///
/// A script that is not to be run has a comment before it: `<!-- not run: reason -->`.
class DocsIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern SCRIPT =
      Pattern.compile("(?ms)(?<off>^<!-- not run: .+? -->\\s*)?^```js\\n(?<text>.*?)^```$");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)(?<file>[^)#]+)");

  /// What says itself how much to run.
  private static final Pattern OWN_LOAD =
      Pattern.compile("\\b(scenarios|stages|iterations|duration): ");

  @TempDir private Path folder;

  /// A script in a document.
  ///
  /// @param line of the document where it begins, from 1
  record Script(Path file, int line, String text) {
    @Override
    public String toString() {
      return ROOT.relativize(file) + ":" + line;
    }
  }

  static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  static List<Script> scripts() throws IOException {
    var scripts = new ArrayList<Script>();
    for (Path file : documents()) {
      String document = Files.readString(file);
      Matcher block = SCRIPT.matcher(document);
      while (block.find()) {
        String text = block.group("text");
        if (block.group("off") == null && text.contains("export default")) {
          int line = 1 + (int) document.substring(0, block.start("text")).lines().count();
          scripts.add(new Script(file, line, text));
        }
      }
    }
    return scripts;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scripts")
  @DisplayName("a script of the documents runs on the demo server")
  void runs(Script script) {
    var flags = new ArrayList<>(List.of("--demo", "--quiet"));
    if (!OWN_LOAD.matcher(script.text()).find()) {
      flags.addAll(List.of("--iterations", "1"));
    }
    Result result = new Cli(folder).script(script.text(), flags.toArray(String[]::new));
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).doesNotContain("level=error").doesNotContain("level=warning");
    assertThat(result.out()).doesNotContain("✗");
  }

  @Test
  @DisplayName("the documents have scripts")
  void some() throws IOException {
    assertThat(scripts()).hasSizeGreaterThan(5);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  @DisplayName("the links of a document lead to files that exist")
  void links(Path document) throws IOException {
    LINK.matcher(Files.readString(document))
        .results()
        .map(link -> document.resolveSibling(link.group("file")))
        .forEach(target -> assertThat(target).exists());
  }
}
