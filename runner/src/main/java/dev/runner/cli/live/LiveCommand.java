package dev.runner.cli.live;

import dev.runner.cli.exit.ExitCode;
import dev.runner.cli.exit.Faults;
import dev.runner.control.ControlAddress;
import dev.runner.control.ControlClient;
import dev.runner.control.ControlFault;
import dev.runner.json.Json;
import dev.runner.options.Environment;
import dev.runner.process.Surroundings;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The commands that watch and change a test which runs elsewhere, with an `--address`.
public abstract sealed class LiveCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  boolean help;

  @Option(
      names = {"-a", "--address"},
      paramLabel = "HOST:PORT",
      description = "where the test listens (default RUNNER_ADDRESS, else 127.0.0.1:6565)")
  private @Nullable String address;

  @Option(
      names = "--api-token",
      paramLabel = "TOKEN",
      description = "the token that it wants (default RUNNER_API_TOKEN)")
  private @Nullable String token;

  @Option(names = "--json", description = "print JSON")
  boolean json;

  private final String name;
  private final Surroundings surroundings;

  private LiveCommand(String name, Surroundings surroundings) {
    this.name = name;
    this.surroundings = surroundings;
  }

  /// All of them.
  public static List<LiveCommand> all(Surroundings surroundings) {
    return List.of(
        new Status(surroundings),
        new Stats(surroundings),
        new Pause(surroundings),
        new Resume(surroundings),
        new Scale(surroundings),
        new Stop(surroundings));
  }

  /// The word that calls it.
  public String name() {
    return name;
  }

  @Override
  public Integer call() throws InterruptedException {
    var environment = new Environment(surroundings.env());
    try {
      check();
      talk(environment);
      return ExitCode.OK.number();
    } catch (ControlFault e) {
      surroundings.err().println("runner " + name + ": " + e.getMessage());
      return Faults.codeOf(e).number();
    }
  }

  private void talk(Environment environment) throws InterruptedException {
    try (var client =
        new ControlClient(
            address(environment),
            Optional.ofNullable(token).or(() -> environment.text("API_TOKEN")))) {
      run(client);
    }
  }

  /// Refuses what no test can do, before one is asked.
  ///
  /// @throws ControlFault if the command line makes no sense
  void check() {}

  private ControlAddress address(Environment environment) {
    if (address != null) {
      return ControlAddress.parse(address, "--address");
    }
    return environment
        .find("ADDRESS")
        .map(given -> ControlAddress.parse(given.text(), given.name()))
        .orElse(ControlAddress.STANDARD);
  }

  abstract void run(ControlClient client) throws InterruptedException;

  /// Prints lines of `name: value`, or the same as JSON.
  void print(Map<?, ?> values) {
    PrintStream out = surroundings.out();
    if (json) {
      out.println(Json.write(values, 2));
    } else {
      values.forEach((key, value) -> out.println(key + ": " + text(value)));
    }
    out.flush();
  }

  private static String text(@Nullable Object value) {
    return value instanceof String word ? word : Json.write(value);
  }

  static ControlFault usage(String message) {
    return new ControlFault(ControlFault.Reason.USAGE, message);
  }

  @Command(name = "status", description = "Shows how a running test is doing.")
  private static final class Status extends LiveCommand {
    Status(Surroundings surroundings) {
      super("status", surroundings);
    }

    @Override
    void run(ControlClient client) throws InterruptedException {
      Map<String, @Nullable Object> all = new LinkedHashMap<>();
      client.status().forEach((key, value) -> all.put(String.valueOf(key), value));
      Map<String, @Nullable Object> scenarios = new LinkedHashMap<>();
      for (Object scenario : client.scenarios().orElse(List.of())) {
        if (scenario instanceof Map<?, ?> resource) {
          scenarios.put(String.valueOf(resource.get("id")), resource.get("attributes"));
        }
      }
      if (json) {
        all.put("scenarios", scenarios);
      } else {
        scenarios.forEach((key, value) -> all.put("scenario " + key, words(value)));
      }
      print(all);
    }

    /// Such as `ramping-vus, running, 42%, 3 active VUs, VUs set to 3`.
    private static String words(@Nullable Object attributes) {
      if (!(attributes instanceof Map<?, ?> all)) {
        return "";
      }
      String note = String.valueOf(all.get("note"));
      long percent =
          all.get("progress") instanceof Number part ? (long) (100 * part.doubleValue()) : 0;
      return all.get("executor")
          + ", "
          + all.get("phase")
          + ", "
          + percent
          + "%, "
          + all.get("active-vus")
          + " active VUs"
          + (note.isEmpty() ? "" : ", " + note);
    }
  }

  @Command(name = "stats", description = "Shows the metrics of a running test, as YAML.")
  private static final class Stats extends LiveCommand {
    private final Surroundings surroundings;

    Stats(Surroundings surroundings) {
      super("stats", surroundings);
      this.surroundings = surroundings;
    }

    @Override
    void run(ControlClient client) throws InterruptedException {
      List<?> metrics = client.metrics();
      PrintStream out = surroundings.out();
      if (json) {
        out.println(Json.write(metrics, 2));
      } else {
        for (Object metric : metrics) {
          if (metric instanceof Map<?, ?> resource
              && resource.get("attributes") instanceof Map<?, ?> attributes) {
            print(out, String.valueOf(resource.get("id")), attributes);
          }
        }
      }
      out.flush();
    }

    private static void print(PrintStream out, String name, Map<?, ?> attributes) {
      // A JSON string is one of YAML as well; the name of a sub-metric needs its quotes.
      out.println("- name: " + (name.matches("\\w+") ? name : Json.write(name)));
      out.println("  type: " + attributes.get("type"));
      out.println("  contains: " + attributes.get("contains"));
      out.println("  tainted: " + attributes.get("tainted"));
      out.println("  sample:");
      if (attributes.get("sample") instanceof Map<?, ?> sample) {
        sample.forEach((key, value) -> out.println("    " + key + ": " + Json.write(value)));
      }
    }
  }

  /// Sets one attribute of the test.
  private abstract static non-sealed class Switch extends LiveCommand {
    private final Map<String, Boolean> change;

    Switch(String name, String attribute, boolean to, Surroundings surroundings) {
      super(name, surroundings);
      change = Map.of(attribute, to);
    }

    @Override
    void run(ControlClient client) throws InterruptedException {
      print(client.change(change));
    }
  }

  @Command(
      name = "pause",
      description = {
        "Pauses a running test: externally-controlled scenarios start no iterations.",
        "Other scenarios cannot be paused."
      })
  private static final class Pause extends Switch {
    Pause(Surroundings surroundings) {
      super("pause", "paused", true, surroundings);
    }
  }

  @Command(
      name = "resume",
      description = "Lets a test go on that is paused, or was started with --paused.")
  private static final class Resume extends Switch {
    Resume(Surroundings surroundings) {
      super("resume", "paused", false, surroundings);
    }
  }

  @Command(
      name = "stop",
      description = "Ends a running test; teardown and summary follow, its exit code is 103.")
  private static final class Stop extends Switch {
    Stop(Surroundings surroundings) {
      super("stop", "stopped", true, surroundings);
    }
  }

  @Command(
      name = "scale",
      description = "Changes the VUs or the rate of a scenario of a running test.",
      sortOptions = false)
  private static final class Scale extends LiveCommand {
    @Option(
        names = {"-u", "--vus"},
        paramLabel = "N",
        description = "how many VUs iterate from now on")
    private @Nullable Integer vus;

    @Option(
        names = {"-m", "--max"},
        paramLabel = "N",
        description = "how many there may be (externally-controlled scenarios only)")
    private @Nullable Integer max;

    @Option(
        names = {"-r", "--rate"},
        paramLabel = "R",
        description = "how many iterations start each timeUnit of the scenario from now on")
    private @Nullable Double rate;

    @Option(names = "--as-planned", description = "go back to what the script says")
    private boolean asPlanned;

    @Option(
        names = "--scenario",
        paramLabel = "NAME",
        description = "which one, if several could be meant")
    private @Nullable String scenario;

    Scale(Surroundings surroundings) {
      super("scale", surroundings);
    }

    @Override
    void check() {
      if (vus != null && vus < 0) {
        throw usage("--vus must be 0 or more, found " + vus);
      }
      if (max != null && max < 0) {
        throw usage("--max must be 0 or more, found " + max);
      }
      if (rate != null && !(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
        throw usage("--rate must be 0 or more, found " + rate);
      }
      if (vus == null && max == null && rate == null && !asPlanned) {
        throw usage("give one of --vus, --max, --rate and --as-planned");
      }
    }

    @Override
    void run(ControlClient client) throws InterruptedException {
      Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
      if (asPlanned) {
        attributes.put("vus", null);
      }
      if (vus != null) {
        attributes.put("vus", vus);
      }
      if (max != null) {
        attributes.put("vus-max", max);
      }
      if (rate != null) {
        attributes.put("rate", rate);
      }
      Optional<List<?>> scenarios = scenario == null ? client.scenarios() : Optional.of(List.of());
      if (scenarios.isEmpty()) {
        print(client.change(attributes));
      } else {
        String name = scenario == null ? theOne(scenarios.get()) : scenario;
        print(client.changeScenario(name, attributes));
      }
    }

    /// The only scenario that can be changed like that.
    private String theOne(List<?> scenarios) {
      String control = rate != null ? "rate" : max != null ? "vus-max" : vus != null ? "vus" : "";
      List<String> names =
          scenarios.stream()
              .filter(one -> takes(one, control))
              .map(one -> one instanceof Map<?, ?> map ? String.valueOf(map.get("id")) : "")
              .toList();
      if (names.size() == 1) {
        return names.getFirst();
      }
      throw new ControlFault(
          ControlFault.Reason.REFUSED,
          names.isEmpty()
              ? "no scenario of the test takes such a change now; 'runner status' shows them"
              : "several scenarios take such a change; name one of them with --scenario: "
                  + String.join(", ", names));
    }

    private static boolean takes(Object scenario, String control) {
      return scenario instanceof Map<?, ?> resource
          && resource.get("attributes") instanceof Map<?, ?> attributes
          && List.of("waiting", "running").contains(attributes.get("phase"))
          && attributes.get("controls") instanceof List<?> controls
          && (control.isEmpty() ? !controls.isEmpty() : controls.contains(control));
    }
  }
}
