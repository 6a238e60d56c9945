package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The module `runner` in whole runs.
class JourneyIT {
  private static final String IMPORTS =
      """
      import http from 'k6/http';
      import { sleep, group } from 'k6';
      import exec from 'k6/execution';
      import {
        cookie, csv, expect, extract, header, optional, regex, step, template, thinkTime,
      } from 'runner';
      const base = __ENV.BASE_URL;
      """;

  @TempDir private Path folder;

  private Result run(String script, String... flags) {
    var all = new String[flags.length + 1];
    all[0] = "--demo";
    System.arraycopy(flags, 0, all, 1, flags.length);
    return new Cli(folder).script(IMPORTS + script, all);
  }

  /// Runs statements once; what they throw is printed.
  private Result once(String statements) {
    return run(
        "export default function () { try {\n"
            + statements
            + "\n} catch (e) { console.log('thrown ' + e.message) } }");
  }

  @Test
  @DisplayName("steps have rows in the summary and metrics to put thresholds on")
  void steps() {
    Result result =
        run(
            """
            export const options = {
              iterations: 3,
              thresholds: {
                'steps{step:look}': ['count==3'],
                'step_failed{step:look}': ['rate==0'],
                'step_failed{step:buy}': ['rate==1'],
                'http_reqs{step:look}': ['count==3'],
                'http_reqs{step:buy}': ['count==3'],
                http_reqs: ['count==9'],
              },
            };
            export default function () {
              const id = step('look', () => http.get(`${base}/products/7`).json('id'));
              step('buy', () => expect(http.get(`${base}/products/${id}`)).status(418));
              http.get(`${base}/health`);
            }
            """);
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.out()).containsPattern("█ STEPS \\n\\n +step +count +failed +avg");
    assertThat(result.out()).containsPattern("look +3 +0\\.00% ");
    assertThat(result.out()).containsPattern("buy +3 +100\\.00% ");
  }

  @Test
  @DisplayName("a step that throws or rejects has failed, and the error goes on")
  void failingSteps() {
    Result result =
        run(
            """
            export const options = { thresholds: { 'step_failed{step:a}': ['rate==1'], 'step_failed{step:b}': ['rate==1'], 'step_failed{step:c}': ['rate==0'] } };
            export default async function () {
              try { step('a', () => { throw new Error('one') }) } catch (e) { console.log(e.message) }
              try { await step('b', async () => { await null; throw new Error('two') }) } catch (e) { console.log(e.message) }
              console.log(await step('c', async () => { await null; return 'three' }));
            }
            """);
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).contains("msg=\"one\"", "msg=\"two\"", "msg=\"three\"");
  }

  @Test
  @DisplayName("an expectation is a check; it ends nothing unless orFail() follows")
  void expectations() {
    Result result =
        once(
            """
            const r = http.get(`${base}/products/7`);
            const soft = expect(r).status(200, 201).under('30s').header('content-type', /json/)
              .jsonPath('id', 7).jsonPath('price', (p) => p > 0).bodyContains('"id"').bodyMatches(/price/);
            console.log(soft.ok, soft.failures.length);
            const wrong = expect(r, 'wrong').status(404).header('x-none').jsonPath('id', 8).bodyContains('zebra');
            console.log(wrong.ok);
            wrong.failures.forEach((f) => console.log(f));
            wrong.orFail();
            """);
    assertThat(result.err())
        .contains("true 0", "msg=\"false\"")
        .contains("expected status 404, found 200")
        .contains("expected header x-none, found none of that name")
        .contains("expected id equal to 8, found 7")
        .contains("expected body containing 'zebra', found the body")
        .containsPattern("thrown wrong: expected status 404, found 200; .*answered 200");
    assertThat(result.out()).contains("✓ status 200 or 201", "✗ wrong: status 404");
  }

  @Test
  @DisplayName("extract finds values by path, header, cookie and expression")
  void extraction() {
    Result result =
        once(
            """
            const r = http.get(`${base}/cookies/set?sid=s3cret`, { redirects: 0 });
            console.log(JSON.stringify(extract(r, { sid: cookie('sid'), to: header('location') })));
            const p = http.get(`${base}/products/7`);
            console.log(JSON.stringify(extract(p, {
              id: 'id', again: regex(/"id":(\\d+)/), whole: regex(/"id":\\d+/), none: optional('nothing', 'else'),
              own: (response) => response.status,
            })));
            extract(p, { token: header('X-Auth'), item: 'items.0', csrf: regex(/csrf=(\\w+)/) });
            """);
    assertThat(result.err())
        .contains("sid", "s3cret", "/cookies")
        .contains("{\\\"id\\\":7,\\\"again\\\":\\\"7\\\",\\\"whole\\\":")
        .contains("\\\"none\\\":\\\"else\\\",\\\"own\\\":200}")
        .contains("thrown cannot extract 'token': no header X-Auth; the headers are ")
        .contains("'item': no items.0; the body ")
        .contains("'csrf': no /csrf=(\\\\w+)/; the body ")
        .contains("/products/7 answered 200");
  }

  @Test
  @DisplayName("no duration counts think times")
  void thinkTimes() {
    Result result =
        run(
            """
            export const options = {
              iterations: 2,
              thresholds: {
                step_duration: ['max<400'],
                group_duration: ['max<400'],
                iteration_duration: ['max<900'],
              },
            };
            export default function () {
              const began = Date.now();
              group('g', () => step('s', () => thinkTime('500ms')));
              thinkTime(0.5, 0.6);
              if (Date.now() - began < 1000) { throw new Error('did not wait') }
            }
            """);
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).doesNotContain("did not wait");
  }

  @Test
  @DisplayName("wrong arguments are named with what is right")
  void mistakes() {
    Result result =
        once(
            """
            const attempts = [
              () => step('x'), () => expect(5), () => extract({ headers: {} }, { a: 5 }),
              () => thinkTime('soon'), () => thinkTime(3, 1), () => template('/p/${id}/${who.name}', { id: 5 }),
              () => csv('late.csv'),
            ];
            for (const attempt of attempts) { try { attempt() } catch (e) { console.log(e.message) } }
            """);
    assertThat(result.err())
        .contains("step() needs a name and a function")
        .contains("expect() takes a response")
        .contains("extract() of 'a' takes a JSON path, header(), cookie(), regex(), css()")
        .contains("thinkTime() takes a number or a text such as '500ms'")
        .contains("thinkTime() takes the shorter time first, not 3 and 1")
        .contains("needs a value for 'who.name'; there are id")
        .contains("csv() can be used in the init stage only");
  }

  @Test
  @DisplayName("all virtual users take the rows of a CSV file in turn, beginning anew at its end")
  void sequentialRows() throws IOException {
    Files.writeString(
        folder.resolve("u.csv"),
        "\uFEFFname,quote\r\nAda,\"a \"\"b\"\"\nc\"\r\n\r\nBob,\r\nCy,é\n");
    Result result =
        run(
            """
            const users = csv('u.csv');
            export const options = { vus: 2, iterations: 6 };
            export default function () {
              const row = users.next();
              console.log(JSON.stringify(row));
            }
            export function teardown() { console.log(users.length, users.columns.join('|')) }
            """);
    assertThat(result.err().lines().filter(line -> line.contains("Ada"))).hasSize(2);
    assertThat(result.err().lines().filter(line -> line.contains("Bob"))).hasSize(2);
    assertThat(result.err().lines().filter(line -> line.contains("Cy"))).hasSize(2);
    assertThat(result.err()).contains("a \\\\\\\"b\\\\\\\"\\\\nc", "é", "3 name|quote");
  }

  @Test
  @DisplayName("a file without further rows ends the test, and what was measured counts")
  void stopsAtTheEnd() throws IOException {
    Files.writeString(folder.resolve("u.csv"), "1;Ada\n2;Bob\n3;Cy\n");
    Result result =
        run(
            """
            const users = csv('u.csv', { onEnd: 'stop', delimiter: ';', columns: ['id', 'name'] });
            export const options = {
              vus: 1, duration: '1m', thresholds: { iterations: ['count==3'], http_reqs: ['count==3'] },
            };
            export default function () {
              http.get(`${base}/products/${users.next().id}`);
            }
            """);
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).containsPattern("u.csv' has no more rows than these 3: the test ends");
  }

  @Test
  @DisplayName("a virtual user keeps the row of its number")
  void ownRows() throws IOException {
    Files.writeString(folder.resolve("u.csv"), "name\nAda\nBob\n");
    Result result =
        run(
            """
            const users = csv('u.csv', { order: 'unique-per-vu' });
            export const options = {
              scenarios: { s: { executor: 'per-vu-iterations', vus: 3, iterations: 2 } },
            };
            export default function () {
              console.log(exec.vu.idInTest + users.next().name);
            }
            """);
    assertThat(result.err().lines().filter(line -> line.contains("1Ada"))).hasSize(2);
    assertThat(result.err().lines().filter(line -> line.contains("2Bob"))).hasSize(2);
    assertThat(result.err().lines().filter(line -> line.contains("3Ada"))).hasSize(2);
    assertThat(result.err()).contains("has only 2 rows: virtual users from number 3 on share them");
  }
}
