package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `html`, `submitForm` and `clickLink` of responses, against a server that says what it was sent.
class FormsIT {
  private static final String PAGE =
      """
      <h1>Forms</h1><a href="../other?a=b">first</a><a id="none">no address</a><a class="x" href="/abs">second</a>
      <form id="search" action="/find?old=1"><input name="q" value="a b&c"><input type="submit" name="go" value="Go"></form>
      <form id="post" method="post" action="save">
        <input name="n" value="1"><input name="off" value="2" disabled><input type="checkbox" name="c" checked>
        <input type="radio" name="r" value="x" checked><textarea name="t">text</textarea>
        <select name="m" multiple><option selected>p</option><option selected>q</option></select>
        <button type="submit" name="b" value="pressed">B</button>
      </form>
      <form id="bare"></form>
      """;

  @TempDir private Path folder;
  private final Server server = new Server();
  private String base = "";

  @BeforeEach
  void start() throws Exception {
    var connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            boolean page = request.getHttpURI().getPath().equals("/pages/forms");
            String body = Content.Source.asString(request, StandardCharsets.UTF_8);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html");
            String answer =
                page && request.getMethod().equals("GET")
                    ? PAGE
                    : request.getMethod() + " " + request.getHttpURI().getPathQuery() + " " + body;
            Content.Sink.write(response, true, answer, callback);
            return true;
          }
        });
    server.start();
    base = "http://127.0.0.1:" + connector.getLocalPort();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  @DisplayName("forms are sent and links followed as the page says")
  void forms() {
    Result result =
        new Cli(folder)
            .script(
                """
                import http from 'k6/http';
                export default function () {
                  const page = http.get(`${__ENV.BASE}/pages/forms`);
                  const attempt = (fn) => { try { console.log(fn().body) } catch (e) { console.log('thrown ' + e.message) } };
                  console.log(page.html('h1').text() + page.html().find('a').size() + page.html('a').get(0).pathname());
                  attempt(() => page.submitForm());
                  attempt(() => page.submitForm({ formSelector: '#search', fields: { q: 'x', more: 'y/z' }, submitSelector: '.none' }));
                  attempt(() => page.submitForm({ formSelector: '#post', fields: { t: 'changed' } }));
                  attempt(() => page.submitForm({ formSelector: '#nowhere' }));
                  attempt(() => page.clickLink());
                  attempt(() => page.clickLink({ selector: '.x', params: { tags: { name: 'x' } } }));
                  attempt(() => page.clickLink({ selector: '#none' }));
                  attempt(() => http.get(`${__ENV.BASE}/x`, { responseType: 'none' }).html());
                }
                """,
                "-e",
                "BASE=" + base);
    assertThat(result.err())
        .contains("msg=\"Forms3/other\"")
        .contains("msg=\"GET /find?go=Go&q=a+b%26c \"")
        .contains("msg=\"GET /find?more=y%2Fz&q=x \"")
        .contains("msg=\"POST /pages/save b=pressed&m=%5Bp+q%5D&n=1&off=2&t=changed\"")
        .contains("thrown no form matches '#nowhere' in the response of " + base)
        .contains("msg=\"GET /other?a=b \"")
        .contains("msg=\"GET /abs \"")
        .contains("thrown no link matches '#none'")
        .contains("thrown the response has no body, so there is no HTML to read");
  }
}
