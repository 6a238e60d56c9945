package dev.runner.cli.run;

import dev.runner.launch.OutputCatalog;
import dev.runner.log.Log;
import dev.runner.log.Redaction;
import dev.runner.output.OutputFault;
import dev.runner.output.OutputSpec;
import dev.runner.process.Surroundings;
import dev.runner.report.Comparison;
import dev.runner.report.ReportFormat;
import dev.runner.result.TestResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The reports that the user wants when the test is over: those of `-o TYPE=FILE` whose type is a
/// format of reports.
public final class Reports {
  private static final String STANDARD_OUTPUT = "-";

  private final List<Wanted> wanted;

  /// @param file where it goes; none for standard output
  /// @param name of the file as the user wrote it
  private record Wanted(ReportFormat format, Optional<Path> file, String name) {
    String description() {
      return format.type() + " (" + (file.isEmpty() ? "stdout" : name) + ")";
    }
  }

  private Reports(List<Wanted> wanted) {
    this.wanted = List.copyOf(wanted);
  }

  /// Those among all outputs that take samples while the test runs.
  ///
  /// @param outputs as given, such as `json=results.json`
  /// @throws OutputFault if one is of no known type
  public static List<String> samplesOnly(List<String> outputs) {
    List<String> samples = new ArrayList<>();
    for (String output : outputs) {
      String type = OutputSpec.parse(output).type();
      if (OutputCatalog.knows(type)) {
        samples.add(output);
      } else if (ReportCatalog.find(type).isEmpty()) {
        throw unknown(
            type, Stream.concat(OutputCatalog.types().stream(), ReportCatalog.types().stream()));
      }
    }
    return samples;
  }

  private static OutputFault unknown(String type, Stream<String> known) {
    return new OutputFault(
        "output '"
            + type
            + "' is unknown; use one of: "
            + known.sorted().collect(Collectors.joining(", ")));
  }

  /// Whether one of the outputs shows how numbers went over time.
  static boolean needTimeline(List<String> outputs) {
    return outputs.stream()
        .flatMap(output -> ReportCatalog.find(OutputSpec.parse(output).type()).stream())
        .anyMatch(ReportFormat::needsTimeline);
  }

  /// Those among all outputs that are reports.
  ///
  /// @param outputs as given, such as `junit=results.xml`
  /// @throws OutputFault if one cannot be written where the user wants it
  public static Reports of(List<String> outputs, Path directory) {
    List<Wanted> wanted = new ArrayList<>();
    for (String output : outputs) {
      OutputSpec spec = OutputSpec.parse(output);
      ReportCatalog.find(spec.type())
          .ifPresent(
              format ->
                  wanted.add(wanted(format, spec.argument().orElse(STANDARD_OUTPUT), directory)));
    }
    return new Reports(wanted);
  }

  /// Outputs of a test that is over: all of them must be reports.
  ///
  /// @param outputs as given, such as `junit=results.xml`
  /// @throws OutputFault if one is none, or cannot be written where the user wants it
  public static Reports ofRecordings(List<String> outputs, Path directory) {
    for (String output : outputs) {
      String type = OutputSpec.parse(output).type();
      if (OutputCatalog.knows(type)) {
        throw new OutputFault(
            "output '"
                + type
                + "' takes single samples, which recordings do not have: give it to 'runner run'");
      }
      if (ReportCatalog.find(type).isEmpty()) {
        throw unknown(type, ReportCatalog.types().stream());
      }
    }
    return of(outputs, directory);
  }

  /// Whether anything that the user wants shows all metrics of each scenario and each group.
  static boolean wantDetails(Session settings, List<String> outputs) {
    return settings.summaryMode() == Session.SummaryMode.FULL
        || outputs.stream()
            .flatMap(output -> ReportCatalog.find(OutputSpec.parse(output).type()).stream())
            .anyMatch(ReportFormat::needsDetails);
  }

  private static Wanted wanted(ReportFormat format, String name, Path directory) {
    if (name.equals(STANDARD_OUTPUT)) {
      return new Wanted(format, Optional.empty(), name);
    }
    try {
      Path file = directory.resolve(name);
      problem(file).ifPresent(problem -> refuse(format, name, problem));
      return new Wanted(format, Optional.of(file), name);
    } catch (InvalidPathException e) {
      throw refusal(format, "'" + name + "' is no file name (" + e.getReason() + ")", e);
    }
  }

  private static void refuse(ReportFormat format, String name, String problem) {
    throw refusal(format, "cannot write to '" + name + "': " + problem, null);
  }

  private static OutputFault refusal(ReportFormat format, String what, @Nullable Throwable cause) {
    String message = "output " + format.type() + ": " + what + "; name another file";
    return cause == null ? new OutputFault(message) : new OutputFault(message, cause);
  }

  /// Why nothing can be written there.
  private static Optional<String> problem(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      return Optional.of("it is a folder");
    }
    if (folder != null && !Files.isDirectory(folder)) {
      return Optional.of("there is no folder '" + folder + "'");
    }
    if (Files.exists(file)
        ? !Files.isWritable(file)
        : folder != null && !Files.isWritable(folder)) {
      return Optional.of("permission denied");
    }
    return Optional.empty();
  }

  /// The same with what the run is compared with, in those formats that show that.
  public Reports compared(Comparison with) {
    return new Reports(
        wanted.stream()
            .map(one -> new Wanted(one.format().compared(with), one.file(), one.name()))
            .toList());
  }

  /// The reports in words, such as `junit (results.xml)`.
  List<String> descriptions() {
    return wanted.stream().map(Wanted::description).toList();
  }

  /// Writes all reports. One that fails is logged and disturbs no other.
  public void write(TestResult result, Surroundings surroundings, Log log, Redaction redaction) {
    for (Wanted one : wanted) {
      try {
        var bytes = new ByteArrayOutputStream();
        one.format().write(result, bytes);
        byte[] clean =
            one.format().isText() ? redaction.apply(bytes.toByteArray()) : bytes.toByteArray();
        if (one.file().isPresent()) {
          Files.write(one.file().get(), clean);
        } else {
          surroundings.out().write(clean, 0, clean.length);
          surroundings.out().flush();
        }
      } catch (IOException e) {
        log.error("output " + one.description() + " is not complete: " + reason(e));
      } catch (RuntimeException e) {
        log.error("output " + one.description() + " could not be made: " + e);
      }
    }
  }

  private static String reason(IOException e) {
    String reason = e instanceof FileSystemException fault ? fault.getReason() : e.getMessage();
    return reason == null ? e.toString() : reason;
  }
}
