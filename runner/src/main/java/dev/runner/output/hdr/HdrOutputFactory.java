package dev.runner.output.hdr;

import dev.runner.output.Output;
import dev.runner.output.OutputContext;
import dev.runner.output.OutputFactory;
import dev.runner.output.OutputSettings;
import dev.runner.output.file.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Makes `hdr` outputs: `hdr=FILE` or `hdr=fileName=FILE,interval=1s`, each of which may come from
/// the environment instead.
public final class HdrOutputFactory implements OutputFactory {
  private static final String TYPE = "hdr";
  private static final String FILE_NAME = "fileName";
  private static final String INTERVAL = "interval";
  private static final List<String> KEYS = List.of(FILE_NAME, INTERVAL);
  private static final String DEFAULT_FILE = "file.hlog";

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
            ? settings.text(FILE_NAME, "HDR_FILENAME").orElse(DEFAULT_FILE)
            : given;
    return new HdrOutput(
        Target.of(TYPE, file, context),
        settings.duration(INTERVAL, "HDR_INTERVAL", Duration.ofSeconds(1)),
        context);
  }
}
