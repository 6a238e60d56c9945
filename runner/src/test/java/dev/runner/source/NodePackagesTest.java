package dev.runner.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Packages in node_modules")
class NodePackagesTest {
  @TempDir private Path folder;

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String resolve(String from, String name, boolean require) throws IOException {
    Path home = folder.toRealPath();
    var settings = SourceSettings.of(home, home, home.resolve("cache"));
    Path found =
        SourceFiles.of(home.resolve("script.js"), settings)
            .resolvePackage(home.resolve(from), name, require);
    return home.relativize(found).toString().replace('\\', '/');
  }

  private void exporting() throws IOException {
    file(
        "node_modules/@shop/lib/package.json",
        """
        {
          "name": "@shop/lib",
          "type": "module",
          "exports": {
            ".": { "node": "./node.js", "import": "./esm.js", "require": "./main.cjs" },
            "./parts/*": "./src/*.js",
            "./parts/hidden": null,
            "./old/": "./legacy/"
          },
          "imports": { "#own": "./src/own.js" }
        }
        """);
    for (String name :
        new String[] {"node.js", "esm.js", "main.cjs", "src/a.js", "src/own.js", "legacy/x.js"}) {
      file("node_modules/@shop/lib/" + name, "");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "@shop/lib,false,esm.js",
    "@shop/lib,true,main.cjs",
    "@shop/lib/parts/a,false,src/a.js",
    "@shop/lib/old/x.js,false,legacy/x.js",
  })
  @DisplayName("are found by their exports, for import and for require")
  void exports(String name, boolean require, String expected) throws IOException {
    exporting();
    assertThat(resolve("tests/deep", name, require))
        .isEqualTo("node_modules/@shop/lib/" + expected);
  }

  @Test
  @DisplayName("hide what they do not export")
  void hidden() throws IOException {
    exporting();
    assertThatThrownBy(() -> resolve("", "@shop/lib/parts/hidden", false))
        .hasMessageContaining("does not export './parts/hidden'");
    assertThatThrownBy(() -> resolve("", "@shop/lib/src/a.js", false))
        .hasMessageContaining("does not export");
  }

  @Test
  @DisplayName("know names of their own")
  void own() throws IOException {
    exporting();
    assertThat(resolve("node_modules/@shop/lib/src", "#own", false))
        .isEqualTo("node_modules/@shop/lib/src/own.js");
    assertThatThrownBy(() -> resolve("", "#own", false)).hasMessage("no package.json defines it");
  }

  @Test
  @DisplayName("without exports are found by browser, module and main, or index.js")
  void main() throws IOException {
    file("node_modules/a/package.json", "{\"main\": \"lib\", \"module\": \"esm.mjs\"}");
    file("node_modules/a/lib/index.js", "");
    file("node_modules/a/esm.mjs", "");
    file("node_modules/b/index.js", "");
    file(
        "node_modules/c/package.json",
        "{\"main\": \"node.js\", \"browser\": {\"./node.js\": \"./web.js\"}}");
    file("node_modules/c/node.js", "");
    file("node_modules/c/web.js", "");
    assertThat(resolve("", "a", false)).isEqualTo("node_modules/a/esm.mjs");
    assertThat(resolve("", "a", true)).isEqualTo("node_modules/a/lib/index.js");
    assertThat(resolve("", "b", false)).isEqualTo("node_modules/b/index.js");
    assertThat(resolve("", "c", false)).isEqualTo("node_modules/c/web.js");
  }

  @Test
  @DisplayName("of an inner folder come before those further out")
  void nearest() throws IOException {
    file("node_modules/a/index.js", "");
    file("tests/node_modules/a/index.js", "");
    assertThat(resolve("tests/x", "a", false)).isEqualTo("tests/node_modules/a/index.js");
    assertThat(resolve("other", "a", false)).isEqualTo("node_modules/a/index.js");
  }

  @Test
  @DisplayName("that are missing are told with what to do; parts of Node.js with why not")
  void missing() {
    assertThatThrownBy(() -> resolve("", "lodash/fp", false))
        .hasMessageContaining("npm install lodash'");
    assertThatThrownBy(() -> resolve("", "node:fs", false)).hasMessageContaining("part of Node.js");
    assertThatThrownBy(() -> resolve("", "fs", true)).hasMessageContaining("part of Node.js");
  }
}
