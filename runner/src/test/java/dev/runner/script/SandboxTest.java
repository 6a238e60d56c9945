package dev.runner.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.js.JsModules;
import dev.runner.source.SourceSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Scripts that try to get out.
class SandboxTest {
  @TempDir private Path folder;
  private Path home;
  private Scripts scripts;

  @BeforeEach
  void start() throws Exception {
    scripts = new Scripts(folder);
    home = Files.createDirectories(folder.resolve("work/tests"));
    scripts.write("secret.txt", "secret");
    scripts.write("secret.json", "{\"a\": \"secret\"}");
    scripts.write("code.js", "export default 'code'");
  }

  @AfterEach
  void stop() {
    scripts.close();
  }

  /// What a script in `work/tests` prints, or why it fails to load.
  private String run(String script, Path... allowed) {
    Path file = scripts.write("work/tests/main.js", script);
    var settings =
        new SourceSettings(
            home, folder.resolve("home"), folder.resolve("cache"), List.of(allowed), false, false);
    var scope = new TestScope();
    try (Script loaded =
        new ScriptLoader(JsModules.all(), JsModules.globals(), settings)
            .load(ScriptSource.file(file))) {
      Scripts.open(loaded, scope).iterate("default", 0);
      return String.join("\n", scope.lines);
    } catch (ScriptError e) {
      return e.getMessage();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Java.type('java.lang.System')",
        "java.lang.System.exit(1)",
        "Packages.java.lang.Runtime",
        "Polyglot.eval('js', '1')",
        "Polyglot.import('x')",
        "Graal.versionGraalVM",
        "load('/etc/passwd')",
        "quit()",
        "process.exit(1)",
        "console.log.constructor('return Java')()",
        "open.constructor.constructor('return Polyglot')()",
        "(function () { return this.Java.type('x') }).call(globalThis)",
        "http.get.constructor('return Graal')().version",
        "new Worker('x')",
        "console.constructor.constructor('return process')()",
        "require('child_process').exec('id')",
        "require('node:fs').readFileSync('/etc/passwd')",
      })
  @DisplayName("no way leads from JavaScript to Java, other languages or processes")
  void noEscape(String code) {
    String printed =
        run(
            "import http from 'k6/http'; let r; try { r = 'got ' + String("
                + code
                + "); } catch (e) { r = 'refused' }\nexport default () => console.log(r);");
    assertThat(printed).isEqualTo("info refused {source=console}");
  }

  @Test
  @DisplayName("what Java hands to scripts has no class, no loader and no constructor")
  void hostObjects() {
    assertThat(
            run(
                """
                import exec from 'k6/execution';
                import { Counter } from 'k6/metrics';
                const found = [];
                for (const thing of [new Counter('sandboxed'), exec.vu, exec.test, console, open, __ENV]) {
                  for (const name of ['getClass', 'class', 'wait', 'notify', 'forName']) {
                    try { if (thing[name] !== undefined) found.push(name); } catch {}
                  }
                }
                export default () => console.log(found);
                """))
        .isEqualTo("info [] {source=console}");
  }

  @Test
  @DisplayName("open() reads below the script's folder; elsewhere the error names --allow-read")
  void open() throws Exception {
    scripts.write("work/tests/data/in.txt", "inside");
    assertThat(run("const d = open('./data/in.txt'); export default () => console.log(d);"))
        .contains("inside");
    for (String name :
        List.of("../../secret.txt", folder.resolve("secret.txt").toString(), "/etc/passwd")) {
      assertThat(run("const d = open('" + name + "'); export default () => console.log(d);"))
          .as(name)
          .contains("it is outside of the folders that the script may read; allow it by")
          .contains("--allow-read=" + (name.startsWith("/etc") ? "/etc" : folder.toRealPath()))
          .doesNotContain("info");
    }
    String script = "const d = open('../../secret.txt'); export default () => console.log(d);";
    assertThat(run(script, folder.resolve("secret.txt"))).contains("info secret");
    assertThat(run(script, folder)).contains("info secret");
    assertThat(run(script, Path.of(".."))).contains("--allow-read");
  }

  @Test
  @DisplayName("a symbolic link leads out no more than a path does")
  void symbolicLink() throws Exception {
    Files.createSymbolicLink(home.resolve("link.txt"), folder.resolve("secret.txt"));
    Files.createSymbolicLink(home.resolve("out"), folder);
    Files.createSymbolicLink(home.resolve("link.js"), folder.resolve("secret.txt"));
    for (String name : List.of("link.txt", "out/secret.txt")) {
      assertThat(run("const d = open('" + name + "'); export default () => console.log(d);"))
          .contains("--allow-read");
    }
    assertThat(run("import './link.js'; export default () => {};"))
        .contains("cannot import")
        .contains("--allow-read")
        .doesNotContain("info");
  }

  @Test
  @DisplayName("code is imported from anywhere, other files are not")
  void imports() {
    assertThat(run("import c from '../../code.js'; export default () => console.log(c);"))
        .contains("info code");
    assertThat(run("import '/etc/passwd'; export default () => {};"))
        .startsWith("cannot import '/etc/passwd': it is outside of the folders")
        .doesNotContain("root:");
    assertThat(
            run(
                "import d from '../../secret.json' with { type: 'json' };"
                    + "export default () => console.log(d.a);"))
        .contains("--allow-read");
    assertThat(
            run("const d = require('../../secret.json'); export default () => console.log(d.a);"))
        .contains("--allow-read");
    assertThat(
            run(
                "let e; try { await import('/etc/hosts') } catch (x) { e = x.message }"
                    + "export default () => console.log(e);"))
        .contains("--allow-read");
  }

  @Test
  @DisplayName("a script reads in the whole of its project")
  void project() {
    scripts.write("work/package.json", "{}");
    scripts.write("work/data/users.csv", "ada");
    assertThat(run("const d = open('../data/users.csv'); export default () => console.log(d);"))
        .contains("info ada");
  }

  @Test
  @DisplayName("nothing can be written")
  void nothingIsWritten() {
    assertThat(
            run(
                """
                const names = Object.getOwnPropertyNames(globalThis)
                    .filter((name) => /write|save|unlink|exec|spawn/i.test(name));
                export default () => console.log(names);
                """))
        .isEqualTo("info [] {source=console}");
  }
}
