package dev.runner.output.csv;

import dev.runner.output.Output;
import dev.runner.output.OutputContext;
import dev.runner.output.OutputFactory;
import dev.runner.output.OutputSettings;
import dev.runner.output.file.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Makes `csv` outputs: `csv=FILE` or `csv=fileName=FILE,timeFormat=unix,saveInterval=1s`, each of
/// which may come from the environment instead.
public final class CsvOutputFactory implements OutputFactory {
  private static final String TYPE = "csv";
  private static final String FILE_NAME = "fileName";
  private static final String TIME_FORMAT = "timeFormat";
  private static final String SAVE_INTERVAL = "saveInterval";
  private static final List<String> KEYS = List.of(FILE_NAME, TIME_FORMAT, SAVE_INTERVAL);
  private static final String DEFAULT_FILE = "file.csv";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Output create(Optional<String> argument, OutputContext context) {
    String given = argument.orElse("");
    boolean pairs = OutputSettings.isPairs(given, KEYS);
    OutputSettings settings =
        pairs ? OutputSettings.of(TYPE, given, KEYS, context) : OutputSettings.of(TYPE, context);
    String file =
        pairs || given.isEmpty()
            ? settings.text(FILE_NAME, "CSV_FILENAME").orElse(DEFAULT_FILE)
            : given;
    String format =
        settings.choice(TIME_FORMAT, "CSV_TIME_FORMAT", TimeFormat.words(), TimeFormat.UNIX.word());
    return new CsvOutput(
        Target.of(TYPE, file, context),
        settings.duration(SAVE_INTERVAL, "CSV_SAVE_INTERVAL", Duration.ofSeconds(1)),
        new CsvRows(TimeFormat.ofWord(format), context));
  }
}
