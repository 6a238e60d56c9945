package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.runner.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The HTML report in a real browser.
class HtmlReportIT {
  private static final String SCRIPT =
      """
      import http from 'k6/http';
      import { check, group, sleep } from 'k6';
      import { Trend } from 'k6/metrics';
      const own = new Trend('own_trend');
      export const options = {
        vus: 2, iterations: 40,
        thresholds: { http_reqs: ['count==80'], http_req_failed: ['rate<0.25'] },
      };
      export default function () {
        group('shop', () => {
          const list = http.get(`${__ENV.BASE_URL}/products`, { tags: { name: 'list' } });
          check(list, { 'is fine': (r) => r.status === 200 });
        });
        http.get(`${__ENV.BASE_URL}/status/404`, { tags: { name: '</script><script>hacked=1</script>' } });
        check(0, { '<img src=x onerror="hacked=2">': () => false });
        own.add(5);
        // Long enough for charts over time.
        sleep(0.05);
        if (__ITER === 3) throw new Error('odd </script><b>bold</b> <!-- <script>');
      }
      """;

  @TempDir private Path folder;

  @Test
  @DisplayName("the page shows the numbers of the run, runs no foreign code and loads nothing")
  void inBrowser() throws IOException {
    Optional<Path> program = Chromium.program();
    assumeTrue(program.isPresent(), "there is no chromium on this machine");
    Result result = new Cli(folder).script(SCRIPT, "--demo", "--per-vu", "-o", "html=report.html");
    assertThat(result.code()).as(result.toString()).isEqualTo(99);
    Path report = folder.resolve("report.html");
    assertThat(Files.size(report)).isLessThan(200_000);

    try (var page = Chromium.open(program.get(), folder.resolve("profile"), report)) {
      page.resize(1_400, 1_000);
      assertThat(page.texts(".verdict .badge")).asString().isEqualTo("[✗ Failed]");
      assertThat(page.texts(".verdict .why"))
          .asString()
          .contains("1 of 2 thresholds crossed: http_req_failed.");
      assertThat(page.texts("table.thresholds tbody tr"))
          .asString()
          .contains("✗crossed\thttp_req_failed\trate<0.25\t50%\t25%")
          .contains("✓holds\thttp_reqs\tcount==80\t80\t80");
      assertThat(page.texts(".tile .label")).asString().contains("Requests, Response time p95");
      assertThat(page.texts(".tile .value").getFirst()).isEqualTo("80");
      assertThat(page.texts("table.endpoints td.name"))
          .asString()
          .contains("list", "</script><script>hacked=1</script>");
      assertThat(page.texts("table.endpoints tbody tr")).asString().contains("40 (100%)");
      assertThat(page.texts(".check .label"))
          .asString()
          .isEqualTo("[<img src=x onerror=\"hacked=2\">, is fine]");
      assertThat(page.texts("#errors"))
          .asString()
          .contains("HTTP status 404", "odd </script><b>bold</b> <!-- <script>");
      assertThat((String) page.evaluate("document.getElementById('script').textContent"))
          .contains("5  export const options = {\n");
      assertThat(page.texts("table.metrics td.name")).asString().contains("own_trend");

      assertThat(page.texts("table.users tbody tr")).hasSize(2);
      assertThat(page.texts("table.users tbody tr").getFirst())
          .asString()
          .startsWith("1\tdefault\t");

      sorting(page);
      hovering(page);
      themes(page);
      fitsPhones(page);
      assertThat(page.evaluate("typeof hacked")).isEqualTo("undefined");
      assertThat(page.complaints()).isEmpty();
    }
  }

  private static void sorting(Chromium page) {
    String first = "document.querySelector('table.endpoints td.name').innerText";
    page.evaluate("document.querySelector('table.endpoints th button').click()");
    assertThat((String) page.evaluate(first)).startsWith("GET </script>");
    page.evaluate("document.querySelector('table.endpoints th button').click()");
    assertThat(page.evaluate(first)).isEqualTo("GET list");
  }

  private static void hovering(Chromium page) {
    var box =
        (List<?>)
            page.evaluate(
                "(() => { const e = document.querySelector('.plot');"
                    + " e.scrollIntoView({block: 'center', behavior: 'instant'});"
                    + " const r = e.getBoundingClientRect();"
                    + " return [r.left + r.width / 2, r.top + r.height / 2]; })()");
    page.point(((Number) box.get(0)).doubleValue(), ((Number) box.get(1)).doubleValue());
    assertThat(page.texts(".tip").getFirst()).asString().contains("requests").contains("/s");
    assertThat(page.evaluate("getComputedStyle(document.querySelector('.plot .tip')).visibility"))
        .isEqualTo("visible");
  }

  private static void themes(Chromium page) {
    String ground = "getComputedStyle(document.body).backgroundColor";
    Object light = page.evaluate(ground);
    page.evaluate("document.querySelector('nav button').click()");
    assertThat(page.evaluate(ground)).isNotEqualTo(light);
  }

  private static void fitsPhones(Chromium page) {
    page.resize(390, 844);
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390L);
  }
}
