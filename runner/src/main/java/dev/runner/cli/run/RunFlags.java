package dev.runner.cli.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The flags of `run` that say what to run and how: each is an option of the script as well. They
/// stay text here; package `options` reads them as it reads the environment.
///
/// A flag is one line below. A command gets them all by `modelTransformer = RunFlags.class` and
/// reads them with [#given].
public final class RunFlags implements IModelTransformer {
  /// Options without an order of their own have -1.
  private static final int FIRST = -1000;

  private static final List<Flag> ALL =
      List.of(
          flag("-u", "--vus", "N", "number of virtual users"),
          flag("-d", "--duration", "TIME", "how long to run, such as 30s or 1m30s"),
          flag("-i", "--iterations", "N", "iterations in all, shared among the virtual users"),
          flag("-s", "--stage", "TIME:N", "add a stage that ramps to N users; may be repeated"),
          toggle("-p", "--paused", "get ready, then wait for 'runner resume'"),
          flag("--execution-segment", "FROM:TO", "run only this part of the test, such as 0:1/3"),
          flag(
              "--execution-segment-sequence",
              "LIST",
              "where the parts of all instances begin and end, such as 0,1/3,2/3,1"),
          flag("--tag", "NAME=VALUE", "add a tag to all samples; may be repeated"),
          toggle("--no-setup", "do not run setup()"),
          toggle("--no-teardown", "do not run teardown()"),
          flag("--max-redirects", "N", "how many redirects to follow (default 10)"),
          flag("--batch", "N", "requests of one http.batch() in parallel (default 20)"),
          flag("--batch-per-host", "N", "of these, to one host (default 6)"),
          flag("--rps", "N", "at most so many requests a second, evenly spaced"),
          flag("--user-agent", "TEXT", "the User-Agent header; empty for none"),
          new Flag("", "--http-debug", "full", "headers", "log requests; full: with bodies"),
          flag("--dns", "SETTINGS", "such as ttl=5m,select=random,policy=preferIPv4"),
          flag("--connections", "SETTINGS", "such as mode=shared,maxPerHost=6"),
          flag("--blacklist-ip", "CIDR", "refuse to connect there; may be repeated"),
          flag("--block-hostnames", "NAMES", "refuse these, such as *.example.com"),
          flag("--local-ips", "LIST", "addresses to connect from, such as 10.0.0.1-10.0.0.9"),
          toggle("--insecure-skip-tls-verify", "accept any TLS certificate"),
          toggle("--no-connection-reuse", "open a new connection for each request"),
          toggle("--no-vu-connection-reuse", "close connections at the end of each iteration"),
          toggle("--discard-response-bodies", "read response bodies without keeping them"),
          flag("--min-iteration-duration", "TIME", "wait after a shorter iteration"),
          toggle("--fail-on-errors", "fail the run if any iteration fails"),
          toggle("-w", "--throw", "let failed requests throw instead of warn"),
          flag("--summary-trend-stats", "LIST", "columns of trends, such as avg,p(99)"),
          flag("--summary-time-unit", "s|ms|us", "one unit for all times of the summary"),
          flag("--system-tags", "LIST", "which system tags samples carry"),
          flag("--seed", "N", "draw all random numbers from this one, to repeat a run"));

  /// @param shortName empty if there is none
  /// @param fallback what the flag alone stands for, or null if it needs a value
  private record Flag(
      String shortName, String name, String label, @Nullable String fallback, String description) {

    OptionSpec spec(int order) {
      OptionSpec.Builder spec =
          shortName.isEmpty() ? OptionSpec.builder(name) : OptionSpec.builder(shortName, name);
      spec.type(List.class).auxiliaryTypes(String.class).order(order);
      spec.paramLabel(label).description(description);
      return (fallback == null ? spec.arity("1") : spec.arity("0..1").fallbackValue(fallback))
          .build();
    }

    /// As package `options` knows it.
    String key() {
      return name.substring("--".length());
    }
  }

  private static Flag flag(String name, String label, String description) {
    return new Flag("", name, label, null, description);
  }

  private static Flag flag(String shortName, String name, String label, String description) {
    return new Flag(shortName, name, label, null, description);
  }

  /// A flag that may stand alone.
  private static Flag toggle(String name, String description) {
    return toggle("", name, description);
  }

  private static Flag toggle(String shortName, String name, String description) {
    return new Flag(shortName, name, "true|false", "true", description);
  }

  /// Adds all flags to a command, before its own.
  @Override
  public CommandSpec transform(CommandSpec command) {
    int order = FIRST;
    for (Flag flag : ALL) {
      command.addOption(flag.spec(order++));
    }
    return command;
  }

  /// What was given, by the flag's name without dashes.
  ///
  /// @param command one that has these flags, after the command line was read
  public static Map<String, List<String>> given(CommandSpec command) {
    var given = new LinkedHashMap<String, List<String>>();
    for (Flag flag : ALL) {
      @Nullable List<String> values = command.findOption(flag.name()).getValue();
      if (values != null && !values.isEmpty()) {
        given.put(flag.key(), List.copyOf(values));
      }
    }
    return given;
  }
}
