package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import dev.runner.http.LoopbackServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Scripts that import modules from a server on the loopback.
class RemoteModulesIT {
  private static final Map<String, String> MODULES = new ConcurrentHashMap<>();
  private static final List<String> ASKED = new CopyOnWriteArrayList<>();
  private static LoopbackServer server;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    server = LoopbackServer.start(new Modules());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void clear() {
    MODULES.clear();
    ASKED.clear();
  }

  /// Serves texts; one that begins with `->` is a redirect, one that is a number a status.
  private static final class Modules extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String path = request.getHttpURI().getPathQuery();
      ASKED.add(path);
      String text = MODULES.getOrDefault(path, "404");
      if (text.startsWith("->")) {
        response.setStatus(302);
        response.getHeaders().put(HttpHeader.LOCATION, text.substring(2));
        callback.succeeded();
      } else if (text.matches("\\d+")) {
        response.setStatus(Integer.parseInt(text));
        callback.succeeded();
      } else {
        response.write(true, StandardCharsets.UTF_8.encode(text), callback);
      }
      return true;
    }
  }

  private Cli cli() {
    return new Cli(folder);
  }

  private Result run(Cli cli, String script, String... flags) {
    var all = new ArrayList<>(List.of("--insecure-skip-tls-verify", "--quiet"));
    all.addAll(List.of(flags));
    return cli.script(script.replace("HOST", server.https()), all.toArray(String[]::new));
  }

  @Test
  @DisplayName(
      "remote modules import each other by relative path, path and URL; all is fetched once")
  void imports() throws Exception {
    MODULES.put("/lib/1.0/index.js", "export { a } from './a.js?v=2'; export { b } from '/b.js';");
    MODULES.put("/lib/1.0/a.js?v=2", "export const a = 'a ' + import.meta.resolve('./x.js');");
    MODULES.put("/b.js", "const { c } = require('./c.cjs'); export const b = 'b' + c;");
    MODULES.put("/c.cjs", "exports.c = 'c';");
    MODULES.put("/typed.ts", "export const t: string = 't';");
    String script =
        """
        import { a, b } from 'HOST/lib/1.0/index.js';
        import { t } from 'HOST/typed.ts';
        export const options = { vus: 3, iterations: 3 };
        export default () => console.log(a, b, t);
        """;
    Result result = run(cli(), script);
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).contains("msg=\"a " + server.https() + "/lib/1.0/x.js bc t\"");
    assertThat(ASKED).hasSize(5).doesNotHaveDuplicates();

    MODULES.clear();
    Result again = run(cli(), script, "--offline");
    assertThat(again.code()).as(again.toString()).isZero();
    assertThat(ASKED).hasSize(5);
  }

  @Test
  @DisplayName("imports of a module that was moved are relative to where it is now")
  void redirect() {
    MODULES.put("/latest", "->/v2/main.js");
    MODULES.put("/v2/main.js", "export { x } from './x.js';");
    MODULES.put("/v2/x.js", "export const x = 'moved';");
    Result result =
        run(cli(), "import { x } from 'HOST/latest'; export default () => console.log(x);");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).contains("moved");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "/gone.js|the server answers with status 404",
        "/broken.js|the server answers with status 500",
        "/loop|the server redirects more than 10 times",
        "/unsafe|the server redirects to 'http://127.0.0.1/x.js', which is not https",
        "/bare.js|remote modules can import by URL or path only",
      })
  @DisplayName("what cannot be fetched is one line that names the import and the reason")
  void failures(String path, String reason) {
    MODULES.put("/broken.js", "500");
    MODULES.put("/loop", "->/loop");
    MODULES.put("/unsafe", "->http://127.0.0.1/x.js");
    MODULES.put("/bare.js", "import 'lodash';");
    Result result = run(cli(), "import 'HOST" + path + "'; export default () => {};");
    assertThat(result.code()).as(result.toString()).isEqualTo(255);
    assertThat(result.err()).contains("cannot import '").contains(reason).contains(path);
    assertThat(result.err().lines()).hasSize(1);
  }

  @Test
  @DisplayName("--offline, an unknown authority and http are refused with the reason")
  void refused() {
    MODULES.put("/x.js", "export {}");
    String script = "import 'HOST/x.js'; export default () => {};";
    Result offline = run(cli(), script, "--offline");
    assertThat(offline.code()).isEqualTo(255);
    assertThat(offline.err()).contains("--offline forbids to fetch it");
    Result untrusted = cli().script(script.replace("HOST", server.https()), "--quiet");
    assertThat(untrusted.code()).isEqualTo(255);
    assertThat(untrusted.err()).contains("TLS fails: ").contains("--insecure-skip-tls-verify");
    Result plain = cli().script(script.replace("HOST", server.http()), "--quiet");
    assertThat(plain.code()).isEqualTo(255);
    assertThat(plain.err()).contains("by https only, not by http");
    assertThat(ASKED).isEmpty();
  }

  @Test
  @DisplayName("the main script may be remote; a syntax error in it names its URL")
  void mainScript() {
    MODULES.put(
        "/main.js", "import { n } from './n.js'; export default () => console.log('n is', n);");
    MODULES.put("/n.js", "export const n = 1;");
    MODULES.put("/bad.js", "export default () => {\n  let = 1 1;\n};");
    Result result =
        cli().run("run", "-q", "--insecure-skip-tls-verify", server.https() + "/main.js");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).contains("n is 1");
    Result bad = cli().run("run", "-q", "--insecure-skip-tls-verify", server.https() + "/bad.js");
    assertThat(bad.code()).as(bad.toString()).isEqualTo(107);
    assertThat(bad.err()).contains("SyntaxError: " + server.https() + "/bad.js:2:");
  }

  @Test
  @DisplayName("an archive holds remote modules: it runs without the server")
  void archive() throws Exception {
    MODULES.put("/moved.js", "->/v1/lib.js");
    MODULES.put("/v1/lib.js", "export { deep } from './deep.js';");
    MODULES.put("/v1/deep.js", "export const deep = 'from afar';");
    cli()
        .file(
            "script.js",
            "import { deep } from '%s/moved.js'; export default () => console.log(deep);"
                .formatted(server.https()));
    Result packed = cli().run("archive", "--insecure-skip-tls-verify", "script.js");
    assertThat(packed.code()).as(packed.toString()).isZero();
    MODULES.clear();
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.move(folder.resolve("archive.tar"), elsewhere.resolve("x.tar"));
    Files.delete(folder.resolve("script.js"));
    Result result = new Cli(elsewhere).run("run", "-q", "x.tar");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).contains("from afar");
  }
}
