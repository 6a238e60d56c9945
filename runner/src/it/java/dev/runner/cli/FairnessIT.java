package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Virtual users share the processors although virtual threads are not time-sliced.
class FairnessIT {
  @TempDir private Path folder;

  @Test
  @DisplayName("virtual users that only compute do not keep others from sleeping in time")
  void sleeping() {
    assertThatOthersGetTheirTurn("sleep(0.01)");
  }

  @Test
  @DisplayName("virtual users that only compute do not keep others from receiving their replies")
  void requesting() {
    assertThatOthersGetTheirTurn("http.get(`${__ENV.BASE_URL}/`)");
  }

  @Test
  @DisplayName("a load generator without a processor to spare says so")
  void saturated() {
    Result result =
        new Cli(folder)
            .script(
                """
                export const options = {
                  vus: %d, duration: '6s', gracefulStop: '0s',
                };
                export default function () {
                  for (const end = Date.now() + 73; Date.now() < end; ) {}
                }
                export function handleSummary(data) {
                  return { stdout: data.doubts.length + ' doubt' };
                }
                """
                    .formatted(4 * Runtime.getRuntime().availableProcessors()));
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.out()).contains("1 doubt");
    assertThat(result.err()).containsPattern("load generator did not keep up.*went on [0-9]+ ms");
  }

  /// Runs far more virtual users that compute than there are processors.
  private void assertThatOthersGetTheirTurn(String whatTheyDo) {
    Result result =
        new Cli(folder)
            .script(
                """
                import http from 'k6/http';
                import { sleep } from 'k6';
                const common = { executor: 'constant-vus', duration: '3s', gracefulStop: '0s' };
                export const options = {
                  scenarios: {
                    busy: { ...common, vus: 16, exec: 'busy' },
                    patient: { ...common, vus: 4, exec: 'patient' },
                  },
                  thresholds: {
                    'iterations{scenario:busy}': ['count>16'],
                    'iterations{scenario:patient}': ['count>16'],
                  },
                };
                export function busy() {
                  for (const end = Date.now() + 20; Date.now() < end; ) {}
                }
                export function patient() {
                  %s;
                }
                """
                    .formatted(whatTheyDo),
                "--demo");
    assertThat(result.code()).as(result.toString()).isZero();
  }
}
