package dev.runner.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.runner.json.Json;
import dev.runner.options.OptionsFault.Reason;
import dev.runner.options.OptionsReader.Resolved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayersTest {
  static OptionsLayer script(String json) {
    return OptionsLayer.ofScript(Json.parse(json.replace('\'', '"')), "script.js");
  }

  @SuppressWarnings("unchecked")
  static OptionsLayer config(String json) {
    return OptionsLayer.ofConfig(
        (Map<String, @Nullable Object>) Json.parse(json.replace('\'', '"')), "config.json");
  }

  static OptionsLayer env(String... variables) {
    var map = new LinkedHashMap<String, String>();
    for (String variable : variables) {
      int equals = variable.indexOf('=');
      map.put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    return OptionsLayer.ofEnvironment(new Environment(map));
  }

  /// @param flags such as `vus=1`, perhaps repeated
  static OptionsLayer cli(String... flags) {
    var map = new LinkedHashMap<String, List<String>>();
    for (String flag : flags) {
      int equals = flag.indexOf('=');
      map.computeIfAbsent(flag.substring(0, equals), name -> new ArrayList<>())
          .add(flag.substring(equals + 1));
    }
    return OptionsLayer.ofFlags(map);
  }

  static Resolved read(OptionsLayer... lowestFirst) {
    return OptionsReader.read(List.of(lowestFirst), "runner/1.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'vus':'x'} | option 'vus' in script.js must be a whole number, found 'x'",
        "{'vus':1.5} | option 'vus' in script.js must be a whole number, found 1.5",
        "{'vus':true} | option 'vus' in script.js must be a whole number, found true",
        "{'iterations':[]} | option 'iterations' in script.js must be a whole number, found an empty array",
        "{'duration':'10x'} | option 'duration' in script.js must be a duration such as '1m30s' or a number of milliseconds, found '10x'",
        "{'duration':{}} | option 'duration' in script.js must be a duration such as '1m30s' or a number of milliseconds, found an empty object",
        "{'noSetup':'true'} | option 'noSetup' in script.js must be true or false, found 'true'",
        "{'throw':1} | option 'throw' in script.js must be true or false, found 1",
        "{'userAgent':7} | option 'userAgent' in script.js must be a text, found 7",
        "{'tags':{'a':1}} | 'a' of option 'tags' in script.js must be a text, found 1",
        "{'tags':['a']} | option 'tags' in script.js must be an object, found an array",
        "{'systemTags':'url'} | option 'systemTags' in script.js must be an array of texts, found 'url'",
        "{'summaryTrendStats':'avg'} | option 'summaryTrendStats' in script.js must be an array of texts, found 'avg'",
        "{'summaryTrendStats':[1]} | option 'summaryTrendStats' in script.js must be an array of texts, found an array",
        "{'summaryTimeUnit':1} | option 'summaryTimeUnit' in script.js must be a text, found 1",
        "{'stages':{'a':1}} | option 'stages' in script.js must be an array of stages, found an object",
        "{'stages':['1s:1']} | stage 1 of option 'stages' in script.js must be an object, found '1s:1'",
        "{'stages':[{'target':1.5}]} | target of stage 1 of option 'stages' in script.js must be a whole number, found 1.5",
        "{'stages':[{'duration':'x'}]} | duration of stage 1 of option 'stages' in script.js must be a duration such as '1m30s' or a number of milliseconds, found 'x'",
        "{'scenarios':[]} | option 'scenarios' in script.js must be an object, found an empty array",
        "{'scenarios':{'a':'b'}} | scenario 'a' of option 'scenarios' in script.js must be an object, found 'b'",
        "{'scenarios':{'a':{'exec':1}}} | 'exec' of scenario 'a' of option 'scenarios' in script.js must be a text, found 1",
        "{'scenarios':{'a':{'env':{'X':1}}}} | 'X' of 'env' of scenario 'a' of option 'scenarios' in script.js must be a text, found 1",
        "{'scenarios':{'a':{'tags':{'X':1}}}} | 'X' of 'tags' of scenario 'a' of option 'scenarios' in script.js must be a text, found 1",
        "{'scenarios':{'a':{'startTime':'x'}}} | 'startTime' of scenario 'a' of option 'scenarios' in script.js must be a duration such as '1m30s' or a number of milliseconds, found 'x'",
        "{'scenarios':{'a':{'options':{'x':1}}}} | 'options' of scenario 'a' of option 'scenarios' in script.js has the unknown key 'x'; remove it",
        "{'thresholds':{'m':'avg<1'}} | metric 'm' of option 'thresholds' in script.js must be an array of texts or objects, found 'avg<1'",
        "{'thresholds':{'m':[1]}} | each item of metric 'm' of option 'thresholds' in script.js must be a text or an object, found 1",
        "{'thresholds':{'m':[{}]}} | 'threshold' of metric 'm' of option 'thresholds' in script.js must be a text, found null",
        "{'thresholds':{'m':[{'threshold':'a','abortOnFail':'x'}]}} | 'abortOnFail' of metric 'm' of option 'thresholds' in script.js must be true or false, found 'x'",
        "{'thresholds':{'m':[{'threshold':'a','delayAbortEval':true}]}} | 'delayAbortEval' of metric 'm' of option 'thresholds' in script.js must be a duration such as '1m30s' or a number of milliseconds, found true",
        "{'hosts':'x'} | option 'hosts' in script.js must be an object, found 'x'",
        "{'dns':'ttl=0'} | option 'dns' in script.js must be an object, found 'ttl=0'",
        "{'blacklistIPs':'x'} | option 'blacklistIPs' in script.js must be an array of texts, found 'x'",
        "{'tlsVersion':'tls9'} | option 'tlsVersion' in script.js must be one of tls1.0, tls1.1, tls1.2, tls1.3 or an object with min and max, found 'tls9'",
        "{'tlsAuth':[1]} | each item of option 'tlsAuth' in script.js must be an object, found 1",
        "{'rps':'x'} | option 'rps' in script.js must be a whole number, found 'x'",
        "'x' | 'options' of script.js must be an object, found 'x'",
        "[] | 'options' of script.js must be an object, found an empty array",
      })
  @DisplayName("a value of the wrong type in a script is a fault that names key, value and file")
  void rejectsWrongTypes(String json, String message) {
    String text = json.startsWith("'") ? json.replace('\'', '"') : json;

    OptionsFault fault = catchThrowableOfType(OptionsFault.class, () -> script(text));

    assertThat(fault).hasMessage(message.strip());
    assertThat(fault.reason()).isEqualTo(Reason.INVALID_CONFIG);
  }

  @Test
  @DisplayName("a wrong type in a config file names that file")
  void configNamesFile() {
    assertThatThrownBy(() -> config("{'vus':'x'}"))
        .hasMessage("option 'vus' in config.json must be a whole number, found 'x'");
  }

  @Test
  @DisplayName("a script without options is fine, and null counts as not set")
  void nothingSet() {
    assertThat(OptionsLayer.ofScript(null, "script.js").settings()).isEmpty();
    assertThat(script("{'vus':null,'stages':null}").settings()).isEmpty();
  }

  @Test
  @DisplayName("unknown keys are named in one warning for a script and passed over in a config")
  void unknownKeys() {
    assertThat(read(script("{'vusMax':1,'vus':1,'linger':true,'stages':[{'x':1}]}")).warnings())
        .containsExactly("unknown fields in the options: vusMax, linger, stages[0].x");
    assertThat(read(config("{'vusMax':1,'noUsageReport':true}")).warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "K6_VUS=x | environment variable K6_VUS must be a whole number, found 'x'",
        "RUNNER_VUS=1.5 | environment variable RUNNER_VUS must be a whole number, found '1.5'",
        "K6_DURATION=abc | environment variable K6_DURATION must be a duration such as '1m30s' or a number of milliseconds, found 'abc'",
        "K6_THROW=1 | environment variable K6_THROW must be true or false, found '1'",
        "K6_THROW=TRUE | environment variable K6_THROW must be true or false, found 'TRUE'",
        "K6_STAGES=1s | environment variable K6_STAGES must be stages such as 30s:10, found '1s'",
        "K6_STAGES=1s:x | target of stage '1s:x' of environment variable K6_STAGES must be a whole number, found 'x'",
        "K6_TAGS=a | environment variable K6_TAGS must be tags such as name:value,other:value, found 'a'",
        "K6_SUMMARY_TIME_UNIT=h | environment variable K6_SUMMARY_TIME_UNIT must be one of s, ms, us, found 'h'",
      })
  @DisplayName("an environment variable that cannot be read is a configuration fault naming it")
  void rejectsBadVariables(String variable, String message) {
    OptionsFault fault = catchThrowableOfType(OptionsFault.class, () -> env(variable.strip()));

    assertThat(fault).hasMessage(message);
    assertThat(fault.reason()).isEqualTo(Reason.INVALID_CONFIG);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "vus=abc | --vus must be a whole number, found 'abc'",
        "vus= | --vus must be a whole number, found ''",
        "duration=ten | --duration must be a duration such as '1m30s' or a number of milliseconds, found 'ten'",
        "iterations=1.5 | --iterations must be a whole number, found '1.5'",
        "stage=1s | --stage must be stages such as 30s:10, found '1s'",
        "tag=a | --tag must be a tag such as name=value, neither part empty, found 'a'",
        "tag=a= | --tag must be a tag such as name=value, neither part empty, found 'a='",
        "tag==b | --tag must be a tag such as name=value, neither part empty, found '=b'",
        "no-setup=yes | --no-setup must be true or false, found 'yes'",
        "summary-time-unit=h | --summary-time-unit must be one of s, ms, us, found 'h'",
      })
  @DisplayName("a flag that cannot be read is a usage fault naming it")
  void rejectsBadFlags(String flag, String message) {
    OptionsFault fault = catchThrowableOfType(OptionsFault.class, () -> cli(flag.strip()));

    assertThat(fault).hasMessage(message);
    assertThat(fault.reason()).isEqualTo(Reason.USAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"avg,p95", "p(101)", "sum", "p()", "p(-1)", "P(95)"})
  @DisplayName("an unknown trend statistic is a usage fault wherever it stands")
  void rejectsTrendStats(String stats) {
    String json = "{'summaryTrendStats':['" + stats.replace(",", "','") + "']}";
    for (OptionsLayer layer :
        List.of(
            cli("summary-trend-stats=" + stats),
            env("K6_SUMMARY_TREND_STATS=" + stats),
            script(json),
            config(json))) {
      OptionsFault fault = catchThrowableOfType(OptionsFault.class, () -> read(layer));
      assertThat(fault).hasMessageContaining("unknown statistic").hasMessageContaining("p(N)");
      assertThat(fault.reason()).isEqualTo(Reason.USAGE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"setupTimeout", "teardownTimeout", "handleSummaryTimeout"})
  @DisplayName("timeouts must be more than 0")
  void rejectsTimeouts(String key) {
    assertThatThrownBy(() -> read(script("{'" + key + "':0}")))
        .isInstanceOf(OptionsFault.class)
        .hasMessage("option '" + key + "' in script.js must be more than 0, found 0s");
  }

  @Test
  @DisplayName("options of later versions warn once each, and only if they ask for something")
  void warnsOfOptionsWithoutEffect() {
    assertThat(
            read(
                    script(
                        "{'hosts':{'a':'1.2.3.4'},'rps':5,'dns':{'ttl':'0'},'batch':2,"
                            + "'cloud':{'x':1},'ext':{'x':1},'metricSamplesBufferSize':5}"),
                    env("K6_RPS=6"))
                .warnings())
        .isEmpty();
    assertThat(
            read(
                    script(
                        "{'hosts':{},'rps':-1,'batch':20,'batchPerHost':6,'paused':false,"
                            + "'httpDebug':'','blacklistIPs':[],'tlsAuth':[],'features':[]}"),
                    env("K6_DNS=ttl=5m,select=random,policy=preferIPv4"))
                .warnings())
        .isEmpty();
  }

  @Test
  @DisplayName(
      "RUNNER_ variables win over K6_ ones; empty, unknown and script-only ones do nothing")
  void environmentNames() {
    assertThat(env("K6_USER_AGENT=k", "RUNNER_USER_AGENT=r").settings().get(OptionKey.USER_AGENT))
        .isEqualTo(new OptionsLayer.Setting("r", "environment variable RUNNER_USER_AGENT"));
    assertThat(
            env(
                    "K6_VUS=",
                    "K6_WHATEVER=1",
                    "K6_SCENARIOS={}",
                    "K6_HOSTS=x",
                    "K6_EXT=x",
                    "K6_EXECUTION_SEGMENT=0:1/2",
                    "VUS=1")
                .settings())
        .isEmpty();
    var environment = new Environment(Map.of("K6_OUT", "json", "RUNNER_LINGER", "true"));
    assertThat(environment.text("OUT")).contains("json");
    assertThat(environment.flag("LINGER")).contains(true);
    assertThat(environment.flag("PAUSED")).isEmpty();
    assertThatThrownBy(() -> environment.flag("OUT"))
        .hasMessage("environment variable K6_OUT must be true or false, found 'json'");
  }

  @Test
  @DisplayName("a flag that is no option is the caller's mistake")
  void unknownFlag() {
    assertThatThrownBy(() -> cli("nope=1")).isInstanceOf(IllegalArgumentException.class);
    assertThat(OptionsLayer.flags()).contains("vus", "stage", "tag", "no-setup").doesNotContain("");
  }
}
