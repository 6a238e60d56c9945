package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import dev.runner.http.LoopbackServer;
import dev.runner.http.Rendezvous;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `http.batch` and `http.asyncRequest` in whole runs.
class ParallelRequestsIT {
  private final Rendezvous meeting = new Rendezvous();
  private LoopbackServer server;

  @TempDir private Path folder;

  @BeforeEach
  void start() throws Exception {
    server = LoopbackServer.start(meeting);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Result run(String script, String... flags) {
    return new Cli(folder)
        .env("TARGET", server.http())
        .env("SECURE", server.https())
        .script(
            """
            import http from 'k6/http';
            import { check, group, sleep } from 'k6';
            const target = __ENV.TARGET;
            """
                + script,
            flags);
  }

  private static void assertGood(Result result) {
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).as(result.toString()).doesNotContain("level=error");
  }

  @Test
  @DisplayName("batch() takes every shape of request and answers in the shape it was asked")
  void shapes() {
    Result result =
        run(
            """
            export const options = { thresholds: {
              checks: ['rate==1'], http_reqs: ['count==11'],
              'http_reqs{name:named}': ['count==1'], 'http_reqs{method:POST}': ['count==3'],
              'http_reqs{name:http://x/${}}': ['count==0'],
            } };
            export default function () {
              const list = http.batch([
                `${target}/a`,
                http.url`${target}/b/${1}`,
                ['POST', `${target}/c`, 'text', { tags: { name: 'named' } }],
                ['GET', `${target}/d`],
                { method: 'POST', url: `${target}/e`, body: { a: 1 }, params: { headers: { A: 'b' } } },
                { url: new String(`${target}/f`) },
              ]);
              check(list, {
                'is an array': (l) => Array.isArray(l) && l.length === 6,
                'in order': (l) => l.map((r) => r.body.slice(0, 2)).join() === '/a,/b,/c,/d,/e,/f',
                'sent the bodies': (l) => l[2].request.body === 'text' && l[4].request.body === 'a=1',
                'sent params': (l) => l[4].request.headers.A[0] === 'b',
                'have all of a response': (l) => l[0].status === 200 && l[0].timings.duration > 0,
              });
              const named = http.batch({ front: `${target}/g`, back: { method: 'POST', url: `${target}/h` } });
              check(named, {
                'is an object': (o) => Object.keys(o).join() === 'front,back',
                'of responses': (o) => o.front.body.startsWith('/g') && o.back.request.method === 'POST',
              });
              check(http.batch([]), { 'nothing for nothing': (l) => Array.isArray(l) && l.length === 0 });
              const mixed = http.batch([
                `${target}/i`, 'http://127.0.0.1:1/', null, 17, ['GET'], {}, ['GET', `${target}/j`, 5], `${target}/k`]);
              check(mixed, {
                'good ones are good': (l) => l[0].status === 200 && l[7].status === 200,
                'refused': (l) => l[1].status === 0 && l[1].error_code === 1212,
                'malformed': (l) => [2, 3, 4, 5, 6].every((i) => l[i].status === 0 && l[i].error !== '' && l[i].request === null),
              });
              for (const wrong of [undefined, 1]) {
                let thrown = '';
                try { http.batch(wrong) } catch (e) { thrown = e.message }
                check(thrown, { 'says what it takes': (m) => m.includes('batch() takes') });
              }
              check(http.batch([`${target}/l`, 'http://:::bad']), {
                'a malformed URL stops all': (l) => l.every((r) => r.status === 0 && r.error_code === 1020),
              });
            }
            """);
    assertGood(result);
    assertThat(result.err()).contains("A batch request failed", "Request Failed");
  }

  @Test
  @DisplayName("batch() keeps to batch and batchPerHost, and 0 is no limit")
  void limits() {
    Result result =
        run(
            """
            export const options = { batch: 4, thresholds: { checks: ['rate==1'] } };
            const all = (n, path) => Array.from({ length: n }, () => target + path);
            export default function () {
              check(http.batch(all(12, '/meet/4/')), { 'four at a time': (l) => l.every((r) => r.status === 200) });
            }
            """);
    assertGood(result);
    assertThat(meeting.most()).isEqualTo(4);

    result =
        run(
            """
            export const options = { batch: 0, batchPerHost: 0, thresholds: { checks: ['rate==1'] } };
            const all = (n, path) => Array.from({ length: n }, () => target + path);
            export default function () {
              check(http.batch(all(30, '/meet/30/')), { 'all at once': (l) => l.every((r) => r.status === 200) });
            }
            """);
    assertGood(result);

    result =
        run(
            """
            export const options = { insecureSkipTLSVerify: true, thresholds: { checks: ['rate==1'] } };
            export default function () {
              const urls = Array.from({ length: 12 }, (_, i) => (i % 2 ? target : __ENV.SECURE) + '/meet/12/');
              check(http.batch(urls), { 'six of each host': (l) => l.every((r) => r.status === 200) });
            }
            """);
    assertGood(result);
  }

  @Test
  @DisplayName("asyncRequest() goes on beside the script, and the iteration waits for it")
  void async() {
    Result result =
        run(
            """
            export const options = { thresholds: {
              checks: ['rate==1'], checks_done: [],
              http_reqs: ['count==7'],
              'http_reqs{group:::outer}': ['count==1'],
              iteration_duration: ['min>=300'],
            } };
            delete options.thresholds.checks_done;
            export default async function () {
              const order = [];
              const both = [http.asyncRequest('GET', `${target}/meet/2/`), http.asyncRequest('GET', `${target}/meet/2/`)];
              setTimeout(() => order.push('timer'), 20);
              const slow = http.asyncRequest('POST', `${target}/slow/300/`, 'x').then((r) => { order.push('slow'); return r });
              order.push('sync');
              const met = await Promise.all(both);
              check(met, { 'at the same time': (l) => l.every((r) => r.status === 200) });
              check(await slow, { 'is a response': (r) => r.body.startsWith('/slow') && r.request.body === 'x' });
              check(order.join(), { 'timers run meanwhile': (o) => o === 'sync,timer,slow' });
              group('outer', () => { http.asyncRequest('GET', `${target}/grouped`) });
              const refused = await http.asyncRequest('GET', 'http://127.0.0.1:1/');
              check(refused, { 'failure resolves': (r) => r.status === 0 && r.error_code === 1212 });
              const bad = await http.asyncRequest('GET', undefined);
              check(bad, { 'no URL': (r) => r.error_code === 1020 });
              http.asyncRequest('GET', `${target}/slow/50/late`).then(
                (r) => { check(r, { 'waited for': (x) => x.status === 200 }); return http.asyncRequest('GET', `${target}/again`) })
                .then((r) => check(r, { 'twice': (x) => x.status === 200 }));
            }
            """);
    assertGood(result);
    assertThat(result.out()).contains("waited for", "twice");
  }

  @Test
  @DisplayName("with the option throw, failures reject and fail batches")
  void throwing() {
    Result result =
        run(
            """
            export const options = { throw: true, thresholds: { checks: ['rate==1'] } };
            export default async function () {
              let reason;
              try { await http.asyncRequest('GET', 'http://127.0.0.1:1/') } catch (e) { reason = e }
              check(reason, { 'rejects': (e) => e instanceof Error && e.message.includes('connection refused') });
              try { http.batch(['http://127.0.0.1:1/', `${target}/a`]) } catch (e) { reason = 'batch ' + e.message }
              check(reason, { 'throws': (e) => e.startsWith('batch Get') });
            }
            """);
    assertGood(result);
  }

  @Test
  @DisplayName("the end of a scenario cuts requests off that go on")
  void interrupts() {
    Result result =
        run(
            """
            export const options = { scenarios: {
              a: { executor: 'constant-vus', vus: 2, duration: '1s', gracefulStop: '0s', exec: 'late' },
              b: { executor: 'constant-vus', vus: 2, duration: '1s', gracefulStop: '0s', exec: 'many' },
              c: { executor: 'shared-iterations', iterations: 1, exec: 'fails' },
            } };
            export async function late() { await http.asyncRequest('GET', `${target}/slow/9000/`) }
            export function many() { http.batch([`${target}/slow/9000/`, `${target}/slow/9000/`]) }
            export function fails() { http.asyncRequest('GET', `${target}/slow/9000/`); throw new Error('enough') }
            """);
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).contains("enough");
    assertThat(result.out()).contains("4 interrupted iterations");
  }
}
