package dev.runner.output.csv;

import dev.runner.output.Output;
import dev.runner.output.OutputContext;
import dev.runner.output.OutputFactory;
import dev.runner.output.OutputSettings;
import dev.runner.output.file.FileArgument;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Makes `csv` outputs: `csv=FILE` or `csv=fileName=FILE,timeFormat=unix,saveInterval=1s`, each of
/// which may come from the environment instead.
public final class CsvOutputFactory implements OutputFactory {
  private static final String TYPE = "csv";
  private static final String TIME_FORMAT = "timeFormat";
  private static final String SAVE_INTERVAL = "saveInterval";
  private static final String DEFAULT_FILE = "file.csv";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Output create(Optional<String> argument, OutputContext context) {
    FileArgument file =
        FileArgument.read(
            TYPE, argument, List.of(TIME_FORMAT, SAVE_INTERVAL), DEFAULT_FILE, context);
    OutputSettings settings = file.settings();
    String format =
        settings.choice(TIME_FORMAT, "CSV_TIME_FORMAT", TimeFormat.words(), TimeFormat.UNIX.word());
    return new CsvOutput(
        file.target(),
        settings.duration(SAVE_INTERVAL, "CSV_SAVE_INTERVAL", Duration.ofSeconds(1)),
        new CsvRows(TimeFormat.ofWord(format), context));
  }
}
