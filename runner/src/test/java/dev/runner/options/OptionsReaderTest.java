package dev.runner.options;

import static dev.runner.options.LayersTest.cli;
import static dev.runner.options.LayersTest.config;
import static dev.runner.options.LayersTest.env;
import static dev.runner.options.LayersTest.read;
import static dev.runner.options.LayersTest.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.runner.json.Json;
import dev.runner.net.ConnectionSettings;
import dev.runner.options.OptionsFault.Reason;
import dev.runner.options.OptionsReader.Resolved;
import dev.runner.pace.Mix;
import dev.runner.pace.Pacing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsReaderTest {
  @Test
  @DisplayName("without any layer every option has its default")
  void defaults() {
    Options options = read().options();

    assertThat(options.http())
        .isEqualTo(
            new HttpOptions(
                "runner/1.0",
                10,
                false,
                false,
                false,
                false,
                false,
                20,
                6,
                "",
                ConnectionSettings.DEFAULTS));
    assertThat(options.summaryTrendStats())
        .containsExactly("avg", "min", "med", "max", "p(90)", "p(95)");
    assertThat(options.systemTags())
        .containsExactlyInAnyOrder(
            ("proto subproto status method url name group check error error_code tls_version"
                    + " scenario service expected_response")
                .split(" "));
    assertThat(options.setupTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(options.teardownTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(options.handleSummaryTimeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(options.minIterationDuration()).isZero();
    assertThat(options.tags()).isEmpty();
    assertThat(options.thresholds()).isEmpty();
    assertThat(options.summaryTimeUnit()).isEmpty();
    assertThat(options.throwOnFailure()).isFalse();
    assertThat(options.noSetup()).isFalse();
    assertThat(options.noTeardown()).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{} | per-vu-iterations | {'vus':1,'iterations':1}",
        "{'vus':3} | shared-iterations | {'vus':3,'iterations':3}",
        "{'vus':'3'} | shared-iterations | {'vus':3,'iterations':3}",
        "{'iterations':5} | shared-iterations | {'vus':1,'iterations':5}",
        "{'iterations':5,'vus':2} | shared-iterations | {'vus':2,'iterations':5}",
        "{'iterations':5,'duration':'1s'} | shared-iterations | {'vus':1,'iterations':5,'maxDuration':'1s'}",
        "{'duration':'90s'} | constant-vus | {'vus':1,'duration':'1m30s'}",
        "{'duration':1500,'vus':2} | constant-vus | {'vus':2,'duration':'1.5s'}",
        "{'duration':'0s'} | constant-vus | {'vus':1,'duration':'0s'}",
        "{'vus':0} | shared-iterations | {'vus':0,'iterations':0}",
        "{'stages':[{'duration':'1s','target':'2'},{'duration':500,'target':0}]} | ramping-vus | {'startVUs':1,'stages':[{'duration':'1s','target':2},{'duration':'500ms','target':0}]}",
        "{'stages':[{'target':2}],'vus':4} | ramping-vus | {'startVUs':4,'stages':[{'target':2}]}",
        "{'duration':'1s','stages':[]} | constant-vus | {'vus':1,'duration':'1s'}",
        "{'stages':[]} | per-vu-iterations | {'vus':1,'iterations':1}",
        "{'scenarios':{}} | per-vu-iterations | {'vus':1,'iterations':1}",
        "{'scenarios':{'a':{'executor':'x'}},'vus':2} | shared-iterations | {'vus':2,'iterations':2}",
      })
  @DisplayName("a shortcut becomes the scenario default")
  void shortcuts(String json, String executor, String settings) {
    Map<String, ScenarioOptions> scenarios = read(script(json)).options().scenarios();

    assertThat(scenarios).containsOnlyKeys("default");
    ScenarioOptions scenario = scenarios.get("default");
    assertThat(scenario.name()).isEqualTo("default");
    assertThat(scenario.executor()).isEqualTo(executor);
    assertThat(scenario.exec()).isEqualTo("default");
    assertThat(scenario.gracefulStop()).isEqualTo(Duration.ofSeconds(30));
    assertThat(scenario.startTime()).isZero();
    assertThat(Json.write(scenario.settings()).replace('"', '\'')).isEqualTo(settings);
  }

  @ParameterizedTest
  @CsvSource({
    "duration:'1s';stages, duration, stages",
    "iterations:1;stages, iterations, stages",
    "iterations:1;scenarios, iterations, scenarios",
    "duration:'1s';scenarios, duration, scenarios",
    "stages;scenarios, stages, scenarios",
  })
  @DisplayName("options of one layer that exclude each other are a configuration fault")
  void conflicts(String keys, String one, String other) {
    String json =
        "{'"
            + keys.replace("'", "\"")
                .replace(":", "':")
                .replace(";", ",'")
                .replace("stages", "stages':[{'target':1}]")
                .replace("scenarios", "scenarios':{'a':{'executor':'x'}}")
            + "}";
    OptionsFault fault = catchThrowableOfType(OptionsFault.class, () -> read(script(json)));

    assertThat(fault)
        .hasMessage(
            "option '%s' in script.js and option '%s' in script.js cannot be used together;"
                    .formatted(one, other)
                + " give only one of them");
    assertThat(fault.reason()).isEqualTo(Reason.INVALID_CONFIG);
  }

  @Test
  @DisplayName("flags that exclude each other are a configuration fault too, named as flags")
  void conflictingFlags() {
    OptionsFault fault =
        catchThrowableOfType(
            OptionsFault.class, () -> read(cli("duration=1s", "stage=1s:1", "stage=2s:0")));

    assertThat(fault).hasMessageStartingWith("--duration and --stage cannot be used together");
    assertThat(fault.reason()).isEqualTo(Reason.INVALID_CONFIG);
  }

  @Test
  @DisplayName("empty stages and scenarios warn")
  void warnsOfEmpty() {
    assertThat(read(script("{'stages':[]}")).warnings())
        .containsExactly("option 'stages' in script.js is empty and has no effect");
    assertThat(read(script("{'scenarios':{}}")).warnings())
        .containsExactly("option 'scenarios' in script.js is empty and has no effect");
  }

  @Test
  @DisplayName("config < script < env < flags, option by option")
  void precedence() {
    OptionsLayer config =
        config("{'userAgent':'config','maxRedirects':1,'noSetup':true,'setupTimeout':'5s'}");
    OptionsLayer script = script("{'userAgent':'script','maxRedirects':2,'noTeardown':true}");
    OptionsLayer env = env("K6_USER_AGENT=env", "K6_MAX_REDIRECTS=3");

    Options all = read(config, script, env, cli("user-agent=cli")).options();

    assertThat(all.http().userAgent()).isEqualTo("cli");
    assertThat(all.http().maxRedirects()).isEqualTo(3);
    assertThat(all.noSetup()).isTrue();
    assertThat(all.noTeardown()).isTrue();
    assertThat(all.setupTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(read(config, script).options().http().userAgent()).isEqualTo("script");
    assertThat(read(config).options().http().userAgent()).isEqualTo("config");
    assertThat(read(config, cli("user-agent=")).options().http().userAgent()).isEmpty();
  }

  @Test
  @DisplayName("tags of a higher layer replace all lower ones")
  void tagsReplaceTags() {
    OptionsLayer script = script("{'tags':{'a':'1','b':'2'}}");

    assertThat(read(script, cli("tag=c=x=y", "tag=d=4")).options().tags())
        .isEqualTo(Map.of("c", "x=y", "d", "4"));
    assertThat(read(script, env("K6_TAGS=a:b,c:d:e")).options().tags())
        .isEqualTo(Map.of("a", "b", "c", "d:e"));
    assertThat(read(script).options().tags()).isEqualTo(Map.of("a", "1", "b", "2"));
  }

  @Test
  @DisplayName("what runs is decided by the highest layer alone, VUs are inherited")
  void executionIsOneGroup() {
    OptionsLayer script = script("{'vus':2,'iterations':2}");

    ScenarioOptions scenario = only(read(script, cli("duration=1s")));
    assertThat(scenario.executor()).isEqualTo("constant-vus");
    assertThat(scenario.settings()).isEqualTo(Map.of("vus", 2L, "duration", "1s"));

    ScenarioOptions staged = only(read(script, env("K6_STAGES=1s:1,1s:0")));
    assertThat(Json.write(staged.settings()))
        .isEqualTo(
            "{\"startVUs\":2,\"stages\":[{\"duration\":\"1s\",\"target\":1},"
                + "{\"duration\":\"1s\",\"target\":0}]}");

    ScenarioOptions more = only(read(script, cli("vus=5")));
    assertThat(more.settings()).isEqualTo(Map.of("vus", 5L, "iterations", 2L));
  }

  @Test
  @DisplayName("stage flags add up and may each hold a list")
  void stageFlags() {
    ScenarioOptions scenario = only(read(cli("stage=1s:1,2s:2", "stage=3s:0")));

    assertThat(Json.write(scenario.settings().get("stages")))
        .isEqualTo(
            "[{\"duration\":\"1s\",\"target\":1},{\"duration\":\"2s\",\"target\":2},"
                + "{\"duration\":\"3s\",\"target\":0}]");
  }

  @Test
  @DisplayName("a layer that overrides scenarios is named in a warning")
  void warnsOfOverriddenScenarios() {
    OptionsLayer scenarios = script("{'scenarios':{'a':{'executor':'x'}}}");

    assertThat(read(scenarios, cli("iterations=1")).warnings())
        .containsExactly("cli level configuration overrode scenarios");
    assertThat(read(scenarios, env("K6_DURATION=5000")).warnings())
        .containsExactly("env level configuration overrode scenarios");
    assertThat(
            read(config("{'scenarios':{'a':{'executor':'x'}}}"), script("{'duration':'1s'}"))
                .warnings())
        .containsExactly("script level configuration overrode scenarios");
    Resolved vus = read(scenarios, cli("vus=4"));
    assertThat(vus.warnings()).containsExactly("vus=4 overrides scenarios");
    assertThat(only(vus).executor()).isEqualTo("shared-iterations");
  }

  @Test
  @DisplayName("scenarios keep their order and leave what one executor needs unread")
  void scenarios() {
    Options options =
        read(script(
                "{'scenarios':{'z':{'executor':'constant-vus','vus':'2','duration':'1s',"
                    + "'startTime':'1s','gracefulStop':0,'exec':'f','env':{'A':'b'},"
                    + "'tags':{'t':'u'},'options':{'browser':{'type':'x'}}},"
                    + "'a':{'executor':'x','exec':null}}}"))
            .options();

    assertThat(options.scenarios().keySet()).containsExactly("z", "a");
    assertThat(options.scenarios().get("z"))
        .isEqualTo(
            new ScenarioOptions(
                "z",
                "constant-vus",
                Duration.ofSeconds(1),
                "",
                Duration.ZERO,
                "f",
                Mix.NONE,
                Pacing.NONE,
                Map.of("A", "b"),
                Map.of("t", "u"),
                Map.of("vus", "2", "duration", "1s")));
    assertThat(options.scenarios().get("a").exec()).isEqualTo("default");
  }

  @Test
  @DisplayName("a scenario tells what no executor can accept; reading it is fine all the same")
  void scenarioProblems() {
    Map<String, ScenarioOptions> scenarios =
        read(script(
                "{'scenarios':{'bad name':{'executor':'x','startTime':'-1s','gracefulStop':-1,"
                    + "'exec':''},'none':{},'':{'executor':'y'}}}"))
            .options()
            .scenarios();

    assertThat(scenarios.values().stream().map(ScenarioOptions::problems))
        .containsExactly(
            List.of(
                "its name must consist of letters, digits, _ and -",
                "exec must not be empty",
                "startTime must not be negative",
                "gracefulStop must not be negative"),
            List.of(),
            List.of("its name must consist of letters, digits, _ and -"));
    assertThat(scenarios.values().stream().map(ScenarioOptions::executor))
        .containsExactly("x", "", "y");
  }

  @Test
  @DisplayName("thresholds are read as texts and objects, empty lists stay")
  void thresholds() {
    assertThat(
            read(script(
                    "{'thresholds':{'b{x:y}':['rate<1',{'threshold':'p(95)<5','abortOnFail':true,"
                        + "'delayAbortEval':'10s','other':1}],'a':[]}}"))
                .options()
                .thresholds())
        .isEqualTo(
            Map.of(
                "b{x:y}",
                List.of(
                    new ThresholdOptions("rate<1", false, Duration.ZERO),
                    new ThresholdOptions("p(95)<5", true, Duration.ofSeconds(10))),
                "a",
                List.of()));
  }

  @Test
  @DisplayName("reads statistics, units, system tags and everything about HTTP")
  void readsTheRest() {
    Options options =
        read(script(
                "{'summaryTrendStats':['count','p(99.9)'],'summaryTimeUnit':'nonsense',"
                    + "'systemTags':['url','vu','nonsense'],'insecureSkipTLSVerify':true,"
                    + "'noConnectionReuse':true,'noVUConnectionReuse':true,"
                    + "'discardResponseBodies':true,'noCookiesReset':true,'throw':true,"
                    + "'maxRedirects':-5,'batch':3,'batchPerHost':0,'minIterationDuration':'1.5s'}"))
            .options();

    assertThat(options.summaryTrendStats()).containsExactly("count", "p(99.9)");
    assertThat(options.summaryTimeUnit()).isEmpty();
    assertThat(options.systemTags()).containsExactlyInAnyOrder("url", "vu");
    assertThat(options.http())
        .isEqualTo(
            new HttpOptions(
                "runner/1.0",
                -1,
                true,
                true,
                true,
                true,
                true,
                3,
                0,
                "",
                ConnectionSettings.DEFAULTS));
    assertThat(options.throwOnFailure()).isTrue();
    assertThat(options.minIterationDuration()).isEqualTo(Duration.ofMillis(1500));

    Options flags =
        read(cli(
                "summary-time-unit=us",
                "system-tags=url, vu",
                "summary-trend-stats=avg,p(0)",
                "throw=true"))
            .options();
    assertThat(flags.summaryTimeUnit()).isEqualTo("us");
    assertThat(flags.systemTags()).containsExactlyInAnyOrder("url", "vu");
    assertThat(flags.summaryTrendStats()).containsExactly("avg", "p(0)");
    assertThat(flags.throwOnFailure()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "5ms"})
  @DisplayName("a bare number in the environment counts milliseconds")
  void environmentDurations(String text) {
    assertThat(only(read(env("K6_DURATION=" + text))).settings())
        .isEqualTo(Map.of("vus", 1L, "duration", "5ms"));
  }

  private static ScenarioOptions only(Resolved resolved) {
    assertThat(resolved.options().scenarios()).hasSize(1);
    return resolved.options().scenarios().values().iterator().next();
  }
}
