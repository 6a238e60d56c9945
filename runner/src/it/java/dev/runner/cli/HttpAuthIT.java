package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import dev.runner.http.NtlmServer;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scripts that prove who they are to servers that ask.
class HttpAuthIT {
  @TempDir private Path folder;

  @Test
  @DisplayName("NTLM gets in over the connection that was challenged, also with many in parallel")
  void ntlm() throws Exception {
    try (var server = new NtlmServer("CORP", "ada", "pass word")) {
      Result result =
          new Cli(folder)
              .env("TARGET", "http://CORP%5Cada:pass%20word@127.0.0.1:" + server.port() + "/x")
              .env("WRONG", "http://CORP%5Cada:wrong@127.0.0.1:" + server.port() + "/x")
              .script(
                  """
                  import http from 'k6/http';
                  import { check } from 'k6';
                  export const options = {
                    vus: 2,
                    iterations: 4,
                    thresholds: { checks: ['rate==1'] },
                  };
                  const params = { auth: 'ntlm' };
                  export default async function () {
                    check(http.post(__ENV.TARGET, 'body', params), {
                      'is let in': (r) => r.status === 200 && r.body.endsWith(' body'),
                    });
                    const all = http.batch(Array(12).fill(['GET', __ENV.TARGET, null, params]));
                    check(all, { 'in parallel': (a) => a.every((r) => r.status === 200) });
                    const both = await Promise.all([
                      http.asyncRequest('GET', __ENV.TARGET, null, params),
                      http.asyncRequest('GET', __ENV.TARGET, null, params),
                    ]);
                    check(both, { 'and beside it': (a) => a.every((r) => r.status === 200) });
                    check(http.get(__ENV.WRONG, params), {
                      'not with a wrong password': (r) => r.status === 401,
                    });
                  }
                  """,
                  "--quiet");
      assertThat(result.code()).as(result.toString()).isZero();
    }
  }

  @Test
  @DisplayName("Digest gets in by MD5 and by SHA-256")
  void digest() {
    Result result =
        new Cli(folder)
            .script(
                """
                import http from 'k6/http';
                import { check } from 'k6';
                export const options = { thresholds: { checks: ['rate==1'], http_reqs: ['count==8'] } };
                export default function () {
                  const url = __ENV.BASE_URL.replace('://', '://ada:s%3Ae@') + '/digest-auth/ada/s:e';
                  for (const query of ['', '?algorithm=SHA-256', '?a=b%20c&algorithm=MD5']) {
                    check(http.get(url + query, { auth: 'digest' }), {
                      'is let in': (r) => r.status === 200 && r.json('user') === 'ada',
                    });
                  }
                  check(http.get(url.replace('s%3Ae@', 'wrong@'), { auth: 'digest' }), {
                    'or not': (r) => r.status === 401,
                  });
                }
                """,
                "--demo", "--quiet");
    assertThat(result.code()).as(result.toString()).isZero();
  }
}
