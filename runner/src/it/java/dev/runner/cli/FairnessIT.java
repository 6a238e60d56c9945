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
  @DisplayName("virtual users that only compute do not keep others from their turn")
  void computing() {
    Result result =
        new Cli(folder)
            .script(
                """
                import { sleep } from 'k6';
                export const options = {
                  scenarios: {
                    busy: {
                      executor: 'constant-vus', vus: 16, duration: '4s', gracefulStop: '0s', exec: 'busy',
                    },
                    patient: {
                      executor: 'constant-vus', vus: 4, duration: '4s', gracefulStop: '0s', exec: 'patient',
                    },
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
                  sleep(0.01);
                }
                """);
    assertThat(result.code()).as(result.toString()).isZero();
  }
}
