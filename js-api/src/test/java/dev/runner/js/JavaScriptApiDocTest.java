package dev.runner.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.js.module.JsModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The reference `docs/javascript-api.md` lists what modules export: a section `## name` for each,
/// with a table whose header begins with `| export |`, and a section of globals.
class JavaScriptApiDocTest {
  private static final Path REFERENCE = Path.of("..", "docs", "javascript-api.md");

  private static final Pattern EXPORTED =
      Pattern.compile(
          "^export (?:declare )?(?:abstract )?(?:function|class|const|let|enum) (\\w+)",
          Pattern.MULTILINE);

  /// A table: its header, then its rows.
  private static final Pattern TABLE =
      Pattern.compile(
          "^\\| (export|global) \\|.*\\n\\|[-|]+\\n((?:\\|.*\\n?)+)", Pattern.MULTILINE);

  private static final Pattern FIRST_CELL = Pattern.compile("^\\|(.*?) \\| ", Pattern.MULTILINE);

  /// The name in a piece of code, such as `` `get(url)` ``.
  private static final Pattern NAME = Pattern.compile("(?<![\\w`])`{1,2} ?(\\w+)[^`]*");

  static Stream<JsModule> modules() {
    return JsModules.all().stream();
  }

  @ParameterizedTest
  @MethodSource("modules")
  @DisplayName("each module has a section with a line for each export")
  void exports(JsModule module) throws IOException {
    assertThat(sections()).as("the sections of %s", REFERENCE).containsKey(module.name());
    assertThat(listed(sections().get(module.name())))
        .as("what section %s of %s lists, and what the module exports", module.name(), REFERENCE)
        .isEqualTo(names(EXPORTED.matcher(module.resource("index.d.ts")).results()));
  }

  @Test
  @DisplayName("each section is about a module or the globals")
  void sectionsOfModules() throws IOException {
    Set<String> names =
        modules().map(JsModule::name).collect(Collectors.toCollection(TreeSet::new));
    names.add("Globals");
    assertThat(sections().keySet()).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  @DisplayName("each global is listed")
  void globals() throws IOException {
    assertThat(listed(sections().get("Globals")))
        .containsAll(
            JsModules.globals().stream().flatMap(feature -> feature.names().stream()).toList());
  }

  private static Map<String, String> sections() throws IOException {
    Map<String, String> sections = new LinkedHashMap<>();
    String[] parts = Files.readString(REFERENCE).split("(?m)^## ");
    for (int i = 1; i < parts.length; i++) {
      int end = parts[i].indexOf('\n');
      sections.put(parts[i].substring(0, end), parts[i].substring(end + 1));
    }
    return sections;
  }

  private static Set<String> listed(String section) {
    return names(
        TABLE
            .matcher(section)
            .results()
            .flatMap(table -> FIRST_CELL.matcher(table.group(2)).results())
            .flatMap(cell -> NAME.matcher(cell.group(1)).results()));
  }

  private static Set<String> names(Stream<MatchResult> found) {
    return found.map(one -> one.group(1)).collect(Collectors.toCollection(TreeSet::new));
  }
}
