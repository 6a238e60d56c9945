package dev.runner.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.runner.script.ScriptError.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommonJsTest {
  @TempDir private Path folder;
  private Scripts scripts;

  @BeforeEach
  void start() {
    scripts = new Scripts(folder);
  }

  @AfterEach
  void stop() {
    scripts.close();
  }

  @Test
  @DisplayName("a script may be CommonJS itself")
  void mainScript() {
    assertThat(
            scripts.printed(
                """
                const { check } = require('k6');
                exports.options = { vus: 3 };
                exports.default = function () { console.log(typeof check, typeof this) };
                """))
        .containsExactly("function object");
    assertThat(scripts.open("exports.options = { vus: 3 }").optionsJson()).isEqualTo("{\"vus\":3}");
    assertThat(scripts.printed("module.exports = () => console.log('alone')")).endsWith("alone");
  }

  @Test
  @DisplayName("CommonJS and ES modules import each other")
  void mixed() {
    scripts.write("common.js", "const esm = require('./esm.mjs'); exports.two = esm.one + 1;");
    scripts.write("esm.mjs", "export const one = 1; export default 'default of esm';");
    scripts.write("whole.cjs", "module.exports = { a: 1, 'not-a-name': 2, class: 3, default: 4 };");
    scripts.write("nothing.cjs", "");
    assertThat(
            scripts.printed(
                """
                import common, { two } from './common.js';
                import four, { a, class as three } from './whole.cjs';
                import nothing from './nothing.cjs';
                const esm = require('./esm.mjs');
                export default () => console.log(
                    two, common.two, a, three, four, nothing, esm.one, esm.default);
                """))
        .containsExactly("2 2 1 3 4 {} 1 default of esm");
  }

  @Test
  @DisplayName("require gives built-in modules, JSON and each module once")
  void requires() {
    scripts.write("data.json", "{\"a\": [1, 2]}");
    scripts.write("once.js", "globalThis.n = (globalThis.n || 0) + 1; module.exports = { n };");
    scripts.write("lib/deep.js", "exports.text = require('../data.json').a.length;");
    assertThat(
            scripts.printed(
                """
                import http from 'k6/http';
                import { n } from './once.js';
                const required = require('k6/http');
                const data = require('./data.json');
                const once = require('./once.js') === require('./once');
                const deep = require('./lib/deep.js').text;
                export default () => console.log(
                    required === http, required.default, data.a, once, n, globalThis.n, deep);
                """))
        .containsExactly("true undefined [ 1, 2 ] true 1 1 2");
  }

  @Test
  @DisplayName("modules in a circle see what the other has exported so far")
  void circle() {
    scripts.write("a.js", "exports.early = 1; exports.b = require('./b.js'); exports.late = 2;");
    scripts.write("b.js", "const a = require('./a.js'); exports.seen = [a.early, a.late];");
    assertThat(
            scripts.printed(
                "const a = require('./a.js'); export default () => console.log(a.b.seen)"))
        .containsExactly("[ 1, undefined ]");
  }

  @Test
  @DisplayName("a module has module, exports, __filename and __dirname; this is its exports")
  void names() {
    scripts.write(
        "lib/x.js",
        """
        module.exports.all = [this === exports, module.exports === exports, module.id === __filename,
          __dirname + '/x.js' === __filename, typeof require.resolve('./x.js')];
        """);
    assertThat(
            scripts.printed(
                "import { all } from './lib/x.js'; export default () => console.log(all)"))
        .containsExactly("[ true, true, true, true, \"string\" ]");
  }

  @Test
  @DisplayName("each virtual user has modules of its own")
  void perUser() {
    scripts.write("count.js", "let n = 0; exports.next = () => ++n;");
    Script script =
        scripts.load("import { next } from './count.js'; export default () => console.log(next())");
    Scripts.open(script, new TestScope()).iterate("default", 0);
    Scripts.open(script, scripts.scope).iterate("default", 0);
    assertThat(scripts.scope.lines).containsExactly("info 1 {source=console}");
  }

  @Test
  @DisplayName("an exception in a module has file, line and column")
  void exception() {
    scripts.write("bad.js", "exports.a = 1; throw new Error('broken');");
    ScriptError error =
        catchThrowableOfType(
            ScriptError.class, () -> scripts.open("import bad from './bad.js'; bad.a;"));
    assertThat(error.kind()).isEqualTo(Kind.EXCEPTION);
    assertThat(error)
        .hasMessageStartingWith(
            "Error: broken\n\tat " + folder.resolve("bad.js").toUri() + ":1:22");
  }

  @Test
  @DisplayName("a syntax error has file, line and column")
  void syntaxError() {
    scripts.write("bad.cjs", "exports.a = 1;\nlet b = = 2;");
    ScriptError error =
        catchThrowableOfType(
            ScriptError.class, () -> scripts.open("import bad from './bad.cjs'; bad.a;"));
    assertThat(error.kind()).isEqualTo(Kind.SYNTAX);
    assertThat(error).hasMessageContaining(folder.resolve("bad.cjs").toUri() + ":2:9");
  }

  @Test
  @DisplayName("what require cannot find is an error that a script can catch")
  void notFound() {
    assertThat(
            scripts.printed(
                """
                const found = [];
                for (const name of ['./gone.js', 'nosuchpackage', 'k6/nope', 'fs']) {
                  try { require(name) } catch (e) { found.push(e.message) }
                }
                export default () => found.forEach((message) => console.log(message));
                """))
        .satisfiesExactly(
            gone -> assertThat(gone).contains("gone.js': no such file"),
            unknown -> assertThat(unknown).contains("'nosuchpackage'").contains("npm install"),
            builtin -> assertThat(builtin).contains("'k6/nope': there is no built-in module"),
            node -> assertThat(node).contains("'fs': it is a part of Node.js"));
  }

  @Test
  @DisplayName("require works in the init stage only")
  void initOnly() {
    ScriptInstance instance = scripts.open("export default () => require('k6')");
    assertThatThrownBy(() -> instance.iterate("default", 0))
        .hasMessageContaining("require() can be used in the init stage only");
  }
}
