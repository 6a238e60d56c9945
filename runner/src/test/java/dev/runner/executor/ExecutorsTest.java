package dev.runner.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runner.options.OptionsFault;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExecutorsTest {
  @Test
  @DisplayName("the executors are listed")
  void names() {
    assertThat(Executors.names())
        .isSorted()
        .contains(
            "constant-arrival-rate",
            "constant-vus",
            "externally-controlled",
            "per-vu-iterations",
            "ramping-arrival-rate",
            "ramping-vus",
            "shared-iterations");
  }

  @ParameterizedTest
  @DisplayName("a wrong setting is named with its rule")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          constant-vus      | {}                                       | duration is missing
          constant-vus      | {'vus':0,'duration':'1s'}                | vus must be more than 0
          constant-vus      | {'vus':-1,'duration':'1s'}               | vus must be more than 0
          constant-vus      | {'vus':9000000,'duration':'1s'}          | vus must be at most 1000000
          constant-vus      | {'duration':'999ms'}                     | duration must be at least 1s
          constant-vus      | {'duration':'0s'}                        | duration must be at least 1s
          constant-vus      | {'duration':'1000000h'}                  | duration must be at most 8760h
          constant-vus      | {'duration':'1s','iterations':5}         | unknown key 'iterations'
          shared-iterations | {'vus':3,'iterations':2}                 | iterations must be at least the number of vus (3)
          shared-iterations | {'iterations':0}                         | iterations must be more than 0
          shared-iterations | {'maxDuration':'10ms'}                   | maxDuration must be at least 1s
          shared-iterations | {'vus':'x'}                              | vus must be
          per-vu-iterations | {'iterations':-2}                        | iterations must be more than 0
          per-vu-iterations | {'vus':0}                                | vus must be more than 0
          externally-controlled | {'vus':-1}                           | vus must not be negative
          externally-controlled | {'vus':5,'maxVUs':4}                 | maxVUs must not be less than vus
          externally-controlled | {'vus':0,'maxVUs':0}                 | maxVUs must be more than 0
          externally-controlled | {'duration':'-1s'}                   | duration must not be negative
          externally-controlled | {'rate':1}                           | unknown key 'rate'
          ramping-vus       | {}                                       | stages must be given and not empty
          ramping-vus       | {'stages':[]}                            | stages must be given and not empty
          ramping-vus       | {'stages':[{'duration':'1s'}]}           | stages[0].target is missing
          ramping-vus       | {'stages':[{'target':1}]}                | stages[0].duration is missing
          ramping-vus       | {'stages':[{'duration':'-1s','target':1}]} | stages[0].duration must not be negative
          ramping-vus       | {'stages':[{'duration':'1s','target':-1}]} | stages[0].target must not be negative
          ramping-vus       | {'startVUs':-1,'stages':[{'duration':'1s','target':1}]} | startVUs must not be negative
          ramping-vus       | {'startVUs':0,'stages':[{'duration':'1s','target':0}]} | either startVUs or the target of a stage must be more than 0
          ramping-vus       | {'gracefulRampDown':'-1s','stages':[{'duration':'1s','target':1}]} | gracefulRampDown must not be negative
          constant-arrival-rate | {'duration':'1s','preAllocatedVUs':1}  | rate is missing
          constant-arrival-rate | {'rate':0,'duration':'1s','preAllocatedVUs':1} | rate must be more than 0
          constant-arrival-rate | {'rate':1.5,'duration':'1s','preAllocatedVUs':1} | rate must be a whole number, found 1.5
          constant-arrival-rate | {'rate':2000000000,'duration':'1s','preAllocatedVUs':1} | rate must be at most 10^9 iterations a second
          constant-arrival-rate | {'rate':1,'preAllocatedVUs':1}           | duration is missing
          constant-arrival-rate | {'rate':1,'duration':'1s'}               | preAllocatedVUs is missing
          constant-arrival-rate | {'rate':1,'duration':'1s','preAllocatedVUs':-1} | preAllocatedVUs must not be negative
          constant-arrival-rate | {'rate':1,'duration':'1s','preAllocatedVUs':5,'maxVUs':4} | maxVUs must be at least preAllocatedVUs (5)
          constant-arrival-rate | {'rate':1,'duration':'900ms','preAllocatedVUs':1} | duration must be at least 1s
          constant-arrival-rate | {'rate':1,'timeUnit':'0s','duration':'1s','preAllocatedVUs':1} | timeUnit must be more than 0
          constant-arrival-rate | {'rate':1,'duration':'1s','preAllocatedVUs':1,'arrivals':'x'} | arrivals must be 'uniform' or 'poisson', found 'x'
          constant-arrival-rate | {'rate':1,'duration':'1s','preAllocatedVUs':1,'onSaturation':'wait'} | onSaturation must be 'drop' or 'queue', found 'wait'
          constant-arrival-rate | {'rate':1,'duration':'1s','preAllocatedVUs':1,'vus':1} | unknown key 'vus'
          ramping-arrival-rate  | {'preAllocatedVUs':1}                    | stages must be given and not empty
          ramping-arrival-rate  | {'startRate':-1,'preAllocatedVUs':1,'stages':[{'duration':'1s','target':1}]} | startRate must not be negative
          ramping-arrival-rate  | {'preAllocatedVUs':1,'stages':[{'duration':'1s','target':-1}]} | stages[0].target must not be negative
          ramping-arrival-rate  | {'preAllocatedVUs':1,'stages':[{'duration':'1s','target':1.5}]} | stages[0].target must be a whole number, found 1.5
          ramping-arrival-rate  | {'stages':[{'duration':'1s','target':1}]} | preAllocatedVUs is missing
          """)
  void wrong(String executor, String settings, String problem) {
    assertThatThrownBy(() -> Executors.parse(Scenarios.scenario(executor, Duration.ZERO, settings)))
        .isInstanceOf(OptionsFault.class)
        .hasMessageStartingWith("scenario 's': ")
        .hasMessageContaining(problem);
  }

  @Test
  @DisplayName("all problems of a scenario stand in one line")
  void together() {
    assertThatThrownBy(
            () ->
                Executors.parse(
                    Scenarios.scenario("constant-vus", Duration.ofSeconds(-1), "{'vus':0,'x':1}")))
        .hasMessage(
            "scenario 's': gracefulStop must not be negative, vus must be more than 0,"
                + " duration is missing, unknown key 'x'");
  }

  @Test
  @DisplayName("an unknown executor is answered with the known ones")
  void unknown() {
    assertThatThrownBy(() -> Executors.parse(Scenarios.scenario("foo", Duration.ZERO, "{}")))
        .hasMessage(
            "scenario 's': executor 'foo' is unknown; available: "
                + String.join(", ", Executors.names()));
  }
}
