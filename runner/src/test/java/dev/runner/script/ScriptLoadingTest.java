package dev.runner.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.runner.js.JsModules;
import dev.runner.script.ScriptError.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptLoadingTest {
  @TempDir Path folder;
  private Scripts scripts;

  @BeforeEach
  void prepare() {
    scripts = new Scripts(folder);
  }

  @AfterEach
  void close() {
    scripts.close();
  }

  private ScriptError failure(String text) {
    return catchThrowableOfType(ScriptError.class, () -> scripts.open(text));
  }

  private String url(String file) {
    return folder.resolve(file).toUri().toString();
  }

  @Test
  @DisplayName("local modules can be imported by default, by name, as a whole, in a cycle, by URL")
  void imports() {
    scripts.write(
        "lib/a.js",
        """
        import { twice } from '../lib/b.js';
        export default 'default';
        export const named = twice(2);
        export function base() { return 5; }
        """);
    scripts.write(
        "lib/b.js",
        """
        import { base } from './a.js';
        export const twice = (x) => x * 2 + base() - 5;
        export * from './c.mjs';
        """);
    scripts.write("lib/c.mjs", "export const deep = 'deep';");
    assertThat(
            scripts.printed(
                """
                import a, { named } from './lib/a.js';
                import * as b from '%s';
                import { named as again } from '%s';
                export default () => console.log(a, named, b.twice(1), b.deep, again === named);
                """
                    .formatted(folder.resolve("lib/b.js").toAbsolutePath(), url("lib/a.js"))))
        .containsExactly("default 4 2 deep true");
  }

  @Test
  @DisplayName("a module that is imported by path and by URL is one module")
  void oneInstance() {
    scripts.write("once.js", "globalThis.count = (globalThis.count || 0) + 1; export default 1;");
    assertThat(
            scripts.printed(
                "import './once.js'; import '%s'; export default () => console.log(count)"
                    .formatted(url("once.js"))))
        .containsExactly("1");
  }

  @Test
  @DisplayName("built-in modules offer names and a default object")
  void builtins() {
    assertThat(
            scripts.printed(
                """
                import k6, { check, sleep } from 'k6';
                import * as metrics from 'k6/metrics';
                import { Trend } from 'k6/metrics';
                export default () => console.log(
                  k6.check === check, typeof sleep, metrics.Trend === Trend,
                  metrics.default.Trend === Trend);
                """))
        .containsExactly("true function true true");
  }

  @Test
  @DisplayName("a script may come as text, with imports relative to a folder")
  void text() {
    scripts.write("lib.js", "export default 'from lib'");
    Script script =
        new ScriptLoader(JsModules.all(), JsModules.globals(), scripts.settings())
            .load(
                ScriptSource.text(
                    folder, "-", "import l from './lib.js'; export default () => console.log(l)"));
    try (script) {
      Scripts.open(script, scripts.scope).iterate("default", 0);
    }
    assertThat(scripts.scope.lines).containsExactly("info from lib {source=console}");
  }

  @Test
  @DisplayName("every virtual user sees the files as they were when they were first read")
  void sameFiles() throws Exception {
    scripts.write("lib.js", "export default 'old'");
    scripts.write("data.txt", "old");
    Script script =
        scripts.load(
            """
            import l from './lib.js';
            const d = open('data.txt');
            export default () => console.log(l, d);
            """);
    Scripts.open(script, new TestScope());
    scripts.write("lib.js", "export default 'new'");
    Files.delete(folder.resolve("data.txt"));
    Scripts.open(script, scripts.scope).iterate("default", 0);
    assertThat(scripts.scope.lines).containsExactly("info old old {source=console}");
  }

  @Test
  @DisplayName("a missing or unreadable script is one line that names it")
  void missingScript() {
    ScriptError missing =
        catchThrowableOfType(
            ScriptError.class, () -> scripts.loadFile(folder.resolve("missing.js")));
    assertThat(missing.kind()).isEqualTo(Kind.LOAD);
    assertThat(missing)
        .hasMessage("cannot read script '" + folder.resolve("missing.js") + "': no such file");
    assertThat(catchThrowableOfType(ScriptError.class, () -> scripts.loadFile(folder)))
        .hasMessage("cannot read script '" + folder + "': it is a directory");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "./gone.js|gone.js': no such file",
        "./lib|; the extension must be given: 'lib.js'",
        "lodash|'lodash': this is neither a built-in module nor a package in node_modules; run 'npm",
        "node:fs|'node:fs': it is a part of Node.js, which scripts do not have",
        "fs|'fs': it is a part of Node.js, which scripts do not have",
        "k6/nope|'k6/nope': there is no built-in module of that name",
        "k6/x/sql|there is no built-in module of that name",
        "http://localhost/x.js|modules can be imported from files and by https only, not by http",
        "https://localhost:1/x.js|cannot connect to localhost:1",
        "./folder|it is a directory",
      })
  @DisplayName("an import that leads nowhere is a load error that says why")
  void unresolvable(String specifier, String reason) {
    scripts.write("lib.js", "");
    scripts.write("folder/x.js", "");
    ScriptError error = failure("import '" + specifier + "';");
    assertThat(error.kind()).isEqualTo(Kind.LOAD);
    assertThat(error)
        .hasMessageStartingWith("cannot import ")
        .hasMessageContaining(reason)
        .hasMessageEndingWith("(imported by " + url("script.js") + ")");
    assertThat(error.getMessage()).doesNotContain("\n").doesNotContain("builtin$");
  }

  @Test
  @DisplayName("an import that leads nowhere names the module that asked for it")
  void unresolvableFromLibrary() {
    scripts.write("lib.js", "import './gone.js'");
    assertThat(failure("import './lib.js'")).hasMessageEndingWith(url("lib.js") + ")");
  }

  @Test
  @DisplayName("a syntax error names file, line, column and the offending text")
  void syntaxError() {
    scripts.write("lib.js", "let a = 1;\nfunction f() {\n  let b = = 2;\n}\n");
    ScriptError error = failure("import './lib.js'");
    assertThat(error.kind()).isEqualTo(Kind.SYNTAX);
    assertThat(error.getMessage())
        .startsWith("SyntaxError: " + url("lib.js") + ":3:11: ")
        .contains("=")
        .contains("\n  let b = = 2;\n");
  }

  @Test
  @DisplayName("importing a name that is not exported is an error with its place")
  void missingExport() {
    scripts.write("lib.js", "export const a = 1");
    assertThat(failure("import { b } from './lib.js'"))
        .hasMessageContaining("does not provide an export named 'b'")
        .hasMessageContaining(url("script.js"));
  }

  @Test
  @DisplayName("an exception in init code has its stack")
  void initException() {
    ScriptError error = failure("function f() {\n  throw new TypeError('bad');\n}\nf();");
    assertThat(error.kind()).isEqualTo(Kind.EXCEPTION);
    assertThat(error)
        .hasMessage("TypeError: bad\n\tat f (%1$s:2:9)\n\tat %1$s:4:1".formatted(url("script.js")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "await Promise.reject(new Error('gone wrong'))",
        "setTimeout(() => { throw new Error('gone wrong') }, 5)",
        "await new Promise((done) => setTimeout(done, 5)); throw new Error('gone wrong')"
      })
  @DisplayName("a rejected top-level await or a throwing timer fails the init code")
  void asyncInit(String code) {
    ScriptError error = failure(code);
    assertThat(error.kind()).isEqualTo(Kind.EXCEPTION);
    assertThat(error).hasMessageStartingWith("Error: gone wrong");
  }

  @Test
  @DisplayName("top-level await may wait for a timer")
  void topLevelAwait() {
    assertThat(
            scripts.printed(
                """
                const late = await new Promise((done) => setTimeout(done, 5, 'late'));
                export default () => console.log(late);
                """))
        .containsExactly("late");
  }

  @Test
  @DisplayName("import.meta.resolve gives the URL relative to the module that asks")
  void metaResolve() {
    scripts.write("lib/lib.js", "export const at = import.meta.resolve('./x.json');");
    assertThat(
            scripts.printed(
                """
                import { at } from './lib/lib.js';
                let builtin;
                try { builtin = import.meta.resolve('k6') } catch (e) { builtin = 'throws' }
                const main = import.meta.resolve('../y.js');
                export default () => console.log(at, main, builtin);
                """))
        .containsExactly(
            url("lib/x.json") + " " + folder.getParent().resolve("y.js").toUri() + " throws");
  }

  @Test
  @DisplayName("modules cannot be loaded any more when iterations run")
  void dynamicImport() {
    scripts.write("lib.js", "export default 1");
    assertThat(
            scripts.printed(
                """
                export default async function () {
                  try { await import('./lib.js') } catch (e) { console.log('no', String(e)) }
                }
                """))
        .singleElement()
        .asString()
        .startsWith("no Error")
        .contains("init stage");
  }

  @Test
  @DisplayName("open reads text and bytes relative to the file that calls it")
  void openFiles() {
    scripts.write("lib/data.txt", "héllo");
    scripts.write("data.txt", "main");
    scripts.write("lib/lib.js", "export const text = open('./data.txt');");
    assertThat(
            scripts.printed(
                """
                import { text } from './lib/lib.js';
                const bytes = open('lib/data.txt', 'b');
                new Uint8Array(bytes)[0] = 72;
                const own = new Uint8Array(open('lib/data.txt', 'b'))[0];
                const by = [open('%s'), open('%s'), open(import.meta.resolve('./data.txt'))];
                export default () => console.log(text, bytes, own, by, bytes instanceof ArrayBuffer);
                """
                    .formatted(folder.resolve("data.txt"), url("data.txt"))))
        .containsExactly(
            "héllo ArrayBuffer { [Uint8Contents]: <48 c3 a9 6c 6c 6f>, byteLength: 6 } 104"
                + " [ \"main\", \"main\", \"main\" ] true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "open()|open() needs the name of a file",
        "open('')|open() needs the name of a file",
        "open('gone.txt')|gone.txt': no such file",
        "open('https://localhost/x')|only local files can be read",
        "open('.')|it is a directory",
      })
  @DisplayName("open that fails throws")
  void openFails(String call, String message) {
    ScriptError error = failure(call);
    assertThat(error.kind()).isEqualTo(Kind.EXCEPTION);
    assertThat(error)
        .hasMessageStartingWith("GoError: ")
        .hasMessageContaining(message)
        .hasMessageContaining(url("script.js") + ":1:1");
  }

  @Test
  @DisplayName("open works in the init stage only")
  void openLate() {
    assertThat(
            scripts.printed(
                """
                export default () => {
                  try { open('x') } catch (e) {
                    console.log(e instanceof Error, e.name, e.message, String(e));
                  }
                }
                """))
        .singleElement()
        .asString()
        .startsWith("true GoError open() can be used in the init stage only")
        .contains("GoError: open()");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Graal",
        "Polyglot",
        "Java",
        "load",
        "loadWithNewGlobal",
        "print",
        "printErr",
        "process",
        "__runner",
        "__meta",
        "__commonjs",
        "fetch",
        "module",
        "exports",
        "window",
        "self",
        "quit",
        "readline",
        "Packages"
      })
  @DisplayName("globals that would reach out of the script do not exist")
  void absent(String name) {
    assertThat(scripts.printed("export default () => console.log(typeof " + name + ")"))
        .containsExactly("undefined");
  }

  @Test
  @DisplayName("Java objects show only what they export")
  void hostObjects() {
    assertThat(
            scripts.printed(
                """
                const core = __runner('k6');
                export default () => console.log(
                  typeof core.getClass, typeof core.class, typeof core.scope, typeof core.passed,
                  typeof core.constructor.forName);
                """))
        .containsExactly("undefined undefined undefined function undefined");
  }
}
