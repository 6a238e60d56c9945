package dev.runner.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.js.module.GlobalFeature;
import dev.runner.js.module.JsModule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every built-in module has to keep.
class JsModulesTest {
  /// A Java half that has every member, can be called and made, and whose results are the same.
  private static final String ANY_HOST =
      """
      const any = new Proxy(function () {}, {
        get: (target, name) => (name === Symbol.toPrimitive ? () => 0 : any),
        apply: () => any,
        construct: () => any,
      });
      globalThis.__runner = () => any;
      """;

  private static final Pattern DECLARED =
      Pattern.compile(
          "^export (?:declare )?(?:abstract )?(?:function|class|const|let|enum) (\\w+)",
          Pattern.MULTILINE);
  private static final Pattern TYPED =
      Pattern.compile("^declare (?:class|function|const) (\\w+)", Pattern.MULTILINE);
  private static final Pattern DEFAULT = Pattern.compile("^export default ", Pattern.MULTILINE);

  static Stream<JsModule> modules() {
    return JsModules.all().stream();
  }

  @Test
  @DisplayName("no two modules have the same name")
  void names() {
    List<String> names = modules().map(JsModule::name).toList();
    assertThat(names).doesNotHaveDuplicates().contains("k6", "k6/http", "k6/metrics");
  }

  @ParameterizedTest
  @MethodSource("modules")
  @DisplayName("types and code export the same names, and a default object with all of them")
  void exports(JsModule module) {
    try (Context context =
        Context.newBuilder("js")
            .option("js.esm-eval-returns-exports", "true")
            .option("engine.WarnInterpreterOnly", "false")
            .build()) {
      context.eval("js", ANY_HOST);
      Value exports =
          context.eval(
              Source.newBuilder("js", module.source(), "module.mjs")
                  .mimeType("application/javascript+module")
                  .buildLiteral());
      Set<String> names = new TreeSet<>(exports.getMemberKeys());
      assertThat(names).isEqualTo(declared(module.resource("index.d.ts")));

      names.remove("default");
      assertThat(exports.getMember("default").getMemberKeys()).containsAll(names);
    }
  }

  static Stream<GlobalFeature> globals() {
    return JsModules.globals().stream();
  }

  @Test
  @DisplayName("no two features have a global of the same name")
  void globalNames() {
    assertThat(globals().flatMap(feature -> feature.names().stream()).toList())
        .doesNotHaveDuplicates()
        .contains("URL", "TextEncoder", "structuredClone");
  }

  @ParameterizedTest
  @MethodSource("globals")
  @DisplayName("types, code and Java name the same globals")
  void globalsAgree(GlobalFeature feature) {
    try (Context context =
        Context.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build()) {
      context.eval("js", ANY_HOST);
      Value made = context.eval("js", feature.source()).execute(context.eval("js", "__runner()"));
      assertThat(made.getMemberKeys()).containsExactlyInAnyOrderElementsOf(feature.names());
    }
    Set<String> typed = new TreeSet<>();
    TYPED
        .matcher(feature.resource("globals.d.ts"))
        .results()
        .forEach(found -> typed.add(found.group(1)));
    assertThat(typed).containsExactlyInAnyOrderElementsOf(feature.names());
  }

  private static Set<String> declared(String types) {
    Set<String> names = new TreeSet<>();
    DECLARED.matcher(types).results().forEach(found -> names.add(found.group(1)));
    if (DEFAULT.matcher(types).find()) {
      names.add("default");
    }
    return names;
  }
}
