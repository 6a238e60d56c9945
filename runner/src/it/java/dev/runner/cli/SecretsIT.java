package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import dev.runner.demo.DemoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `k6/secrets` through the whole program.
class SecretsIT {
  private static final String MARK = "***SECRET_REDACTED***";

  /// Tells of each secret by its length, since its text is not to be seen.
  private static final String LENGTHS =
      """
      import secrets from 'k6/secrets';
      export default async function () {
        try {
          console.log('length', (await secrets.get('db')).length);
        } catch (e) { console.log('failed', e.message) }
      }
      """;

  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void prepare() {
    cli = new Cli(folder);
  }

  @Test
  @DisplayName("a secret is seen in no log, no sample, no summary and no error")
  void redacted() throws IOException {
    Result result =
        cli.script(
            """
            import secrets from 'k6/secrets';
            import http from 'k6/http';
            import { check, group } from 'k6';
            import { Counter } from 'k6/metrics';
            const counter = new Counter('mine');
            export function setup() { return secrets.get('token').then((t) => ({ t })) }
            export default async function (data) {
              const token = await secrets.get('token');
              console.log('token', token, { deep: [token] });
              console.error(new Error(token));
              counter.add(1, { tag: token });
              check(1, { [`has ${token}`]: true });
              group(`with ${token}`, () => http.get(`http://127.0.0.1:1/${token}`));
              throw new Error(`lost ${token}`);
            }
            export function handleSummary(data) {
              return { stdout: JSON.stringify(data), 'own.json': JSON.stringify(data) };
            }
            """,
            "--secret-source",
            "mock=token=s3cr3t-value",
            "--summary-export",
            "export.json",
            "-o",
            "json=samples.json");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err())
        .contains("token " + MARK)
        .contains("lost " + MARK)
        .doesNotContain("s3cr3t-value");
    assertThat(result.out()).contains("has " + MARK).doesNotContain("s3cr3t-value");
    for (String file : new String[] {"export.json", "own.json", "samples.json"}) {
      assertThat(Files.readString(folder.resolve(file)))
          .as(file)
          .contains(MARK)
          .doesNotContain("s3cr3t-value");
    }
  }

  @Test
  @DisplayName("a secret with quotes and line breaks is not seen in JSON either")
  void redactedInJson() {
    Result result =
        cli.script(
            """
            import secrets from 'k6/secrets';
            export default async function () {
              const key = await secrets.get('key');
              console.log(JSON.stringify({ key }));
              console.log('plain', key);
            }
            """,
            "--secret-source",
            "mock=key=---\"my\\key\"\n\tlines---");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err())
        .contains("{\\\"key\\\":\\\"" + MARK + "\\\"}")
        .contains("plain " + MARK)
        .doesNotContain("my", "lines");
  }

  @Test
  @DisplayName("several sources: the default one and others by name")
  void several() {
    cli.file("secrets.txt", "# passwords\n\ndb=from=file\n");
    cli.env("APP_db", "environment");
    Result result =
        cli.script(
            """
            import secrets, { source } from 'k6/secrets';
            const early = await secrets.get('db');
            export default async function () {
              console.log('lengths', early.length, (await source('e').get('db')).length,
                  (await (await secrets.source('mock')).get('db')).length);
              for (const wrong of [() => secrets.get('none'), () => source('nope'), () => source('e').get('x')]) {
                try { await wrong() } catch (e) { console.log('failed', e.name, e.message) }
              }
            }
            """,
            "--secret-source",
            "file=default,secrets.txt",
            "--secret-source",
            "env=name=e,APP_",
            "--secret-source",
            "mock=db=m");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err())
        .contains("lengths 9 11 1")
        .contains("there is no secret 'none' in the default source")
        .contains("there is no source of secrets 'nope'")
        .contains("there is no secret 'x' in source 'e'");
  }

  @Test
  @DisplayName("a server is asked for secrets, once for each")
  void url() {
    try (DemoServer server = DemoServer.start(0)) {
      cli.file(
          "source.json",
          "{\"responsePath\": \"headers.X-Token\", \"headers\": {\"X-Token\": \"abcdef\"}}");
      Result path =
          cli.script(
              LENGTHS,
              "--secret-source",
              "url=urlTemplate=" + server.baseUrl() + "/anything/{key},responsePath=path");
      assertThat(path.err()).as(path.toString()).contains("length 12");
      Result missing =
          cli.script(
              LENGTHS,
              "--secret-source",
              "url=urlTemplate=" + server.baseUrl() + "/status/404?{key}");
      assertThat(missing.err()).contains("there is no secret 'db' in the default source");
      Result refused =
          cli.script(
              LENGTHS,
              "--secret-source",
              "url=urlTemplate="
                  + server.baseUrl()
                  + "/status/503?{key},maxRetries=1,retryBackoff=1ms");
      assertThat(refused.err()).contains("cannot get the secret 'db': the server answered 503");
      Result nothing =
          cli.script(
              LENGTHS,
              "--secret-source",
              "url=config=source.json,urlTemplate="
                  + server.baseUrl()
                  + "/get?{key},responsePath=a.0.b");
      assertThat(nothing.err()).contains("there is nothing at 'a.0.b' in the answer");
    }
  }

  @Test
  @DisplayName("without a source, or without a default one, the error says what to do")
  void none() {
    assertThat(cli.script(LENGTHS).err()).contains("no source of secrets is configured");
    assertThat(cli.script(LENGTHS, "--secret-source", "mock=name=m,db=x").err())
        .contains("no source of secrets is the default");
    assertThat(cli.env("K6_SECRET_SOURCE", "mock=db=four").script(LENGTHS).err())
        .contains("length 4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vault=x|there is no such type; use mock, file, env or url",
        "mock=novalue|a secret is written key=value",
        "file=|the name of the file is missing",
        "file=none.txt|there is no file 'none.txt'",
        "url=urlTemplate=http://h/x|urlTemplate must be a URL with {key} in it",
        "url=urlTemplate=http://h/{key},timeout=soon|timeout and retryBackoff are durations",
        "url=urlTemplate=http://h/{key},maxRetries=many|are whole numbers",
        "url=urlTemplate=http://h/{key},requestsBurst=0|begin at 1",
        "url=urlTemplate=http://h/{key},colour=red|there is no setting 'colour'",
      })
  @DisplayName("a source that makes no sense is refused with exit code 255")
  void wrong(String source, String message) {
    Result result = cli.script("export default () => {}", "--secret-source", source);
    assertThat(result.code()).as(result.toString()).isEqualTo(255);
    assertThat(result.err()).contains("--secret-source").contains(message);
  }
}
