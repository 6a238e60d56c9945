package dev.runner.launch;

import dev.runner.output.Output;
import dev.runner.output.OutputContext;
import dev.runner.output.OutputFactory;
import dev.runner.output.OutputFault;
import dev.runner.output.OutputSpec;
import dev.runner.output.csv.CsvOutputFactory;
import dev.runner.output.hdr.HdrOutputFactory;
import dev.runner.output.influxdb.InfluxOutputFactory;
import dev.runner.output.json.JsonOutputFactory;
import dev.runner.output.otlp.OpenTelemetryFactory;
import dev.runner.output.prometheus.RemoteWriteFactory;
import dev.runner.output.prometheus.ScrapeFactory;
import dev.runner.output.statsd.StatsdOutputFactory;
import java.util.List;

/// All outputs, one line each.
public final class OutputCatalog {
  private static final List<OutputFactory> FACTORIES =
      List.of(
          new CsvOutputFactory(),
          new HdrOutputFactory(),
          new InfluxOutputFactory(),
          new JsonOutputFactory(),
          new OpenTelemetryFactory(),
          new RemoteWriteFactory(),
          new ScrapeFactory(),
          new StatsdOutputFactory());

  private OutputCatalog() {}

  /// The words for them, such as `json`.
  public static List<String> types() {
    return FACTORIES.stream().map(OutputFactory::type).toList();
  }

  /// Whether there is an output of that type.
  public static boolean knows(String type) {
    return FACTORIES.stream()
        .anyMatch(factory -> factory.type().equals(type) || factory.aliases().contains(type));
  }

  /// Makes the output that the user names, such as `json=results.json`.
  ///
  /// @throws OutputFault if there is none of that type
  static Output create(String given, OutputContext context) {
    return OutputSpec.parse(given).create(FACTORIES, context);
  }
}
