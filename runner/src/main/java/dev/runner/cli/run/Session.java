package dev.runner.cli.run;

import dev.runner.control.ControlAddress;
import dev.runner.report.machine.JsonReport;
import dev.runner.script.Jit;
import dev.runner.vu.VuThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How one run talks to the user and where its results go.
///
/// @param configFile as named on the command line
/// @param outputs as given, such as `json=results.json`
/// @param traces where spans go, as given, such as `otel=http://127.0.0.1:4317`; `none` for nowhere
/// @param summaryJson a file for all results as JSON
/// @param secretSources as given, such as `file=secrets.txt`
/// @param thresholds whether thresholds count
/// @param perVu whether results have a row for each virtual user
/// @param summaryExport a file for the summary as JSON
/// @param newSummary whether machine-readable summaries have the newer shape
/// @param jit whether scripts are compiled
/// @param warmUp how long to warm up before the test; empty for as long as the test needs it
/// @param address where the control interface is to listen; empty for nowhere
/// @param apiToken what requests to it must bring
/// @param progress how to show how far the test is
/// @param quiet whether plan and progress stay away
record Session(
    Optional<String> configFile,
    List<String> outputs,
    String traces,
    Optional<String> summaryJson,
    List<String> secretSources,
    boolean thresholds,
    SummaryMode summaryMode,
    boolean perVu,
    Optional<String> summaryExport,
    boolean newSummary,
    VuThreads threads,
    Jit jit,
    Optional<Duration> warmUp,
    Optional<ControlAddress> address,
    Optional<String> apiToken,
    boolean linger,
    Progress progress,
    boolean quiet,
    boolean noColour) {
  Session {
    outputs = List.copyOf(outputs);
    secretSources = List.copyOf(secretSources);
  }

  /// All outputs and reports, such as `json=results.json`.
  ///
  /// @param configured those of the config file, which count if no others are given
  List<String> allOutputs(List<String> configured) {
    List<String> all = new ArrayList<>(outputs.isEmpty() ? configured : outputs);
    summaryJson.ifPresent(file -> all.add(JsonReport.TYPE + "=" + file));
    return all;
  }

  /// The same with what the config file says.
  Session forRun(List<String> allOutputs, boolean lingerAsWell) {
    return new Session(
        configFile,
        allOutputs,
        traces,
        summaryJson,
        secretSources,
        thresholds,
        summaryMode,
        perVu,
        summaryExport,
        newSummary,
        threads,
        jit,
        warmUp,
        address,
        apiToken,
        linger || lingerAsWell,
        progress,
        quiet,
        noColour);
  }

  /// How to show how far the test is.
  enum Progress {
    /// As a live view on a terminal, in lines elsewhere.
    AUTO,
    TTY,
    PLAIN,
    /// As JSON on standard error.
    JSON,
    NONE
  }

  /// How much the summary says.
  enum SummaryMode {
    COMPACT,
    FULL,
    /// No summary, and no `handleSummary` either.
    DISABLED
  }
}
