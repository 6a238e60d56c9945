package dev.runner.output.otlp;

import dev.runner.output.Output;
import dev.runner.output.OutputContext;
import dev.runner.output.OutputFactory;
import dev.runner.output.OutputFault;
import dev.runner.output.OutputSettings;
import dev.runner.output.push.Endpoint;
import dev.runner.output.push.TlsFiles;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes `opentelemetry` outputs, which are set by variables `K6_OTEL_...` and, where these are not
/// set, by the standard ones, `OTEL_...`; the collector's URL may stand in the argument.
public final class OpenTelemetryFactory implements OutputFactory {
  static final String TYPE = "opentelemetry";

  private static final String EXPLICIT = "explicit_bucket_histogram";
  private static final String EXPONENTIAL = "base2_exponential_bucket_histogram";
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public List<String> aliases() {
    return List.of("experimental-opentelemetry");
  }

  @Override
  public Output create(Optional<String> argument, OutputContext context) {
    return new Reader(argument, context).output();
  }

  /// Reads the settings of one output.
  private static final class Reader {
    private final Optional<String> argument;
    private final OutputContext context;
    private final OutputSettings settings;

    Reader(Optional<String> argument, OutputContext context) {
      this.argument = argument;
      this.context = context;
      this.settings = OutputSettings.of(TYPE, context);
    }

    Output output() {
      warnOfDelta();
      boolean exponential =
          choice(
                  "HISTOGRAM_AGGREGATION",
                  "OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION",
                  List.of(EXPLICIT, EXPONENTIAL))
              .equals(EXPONENTIAL);
      return new OpenTelemetryOutput(
          new OpenTelemetryOutput.Settings(
              collector(),
              interval(),
              settings.text("OTEL_METRIC_PREFIX").orElse(""),
              exponential,
              resource()),
          context);
    }

    private Collector collector() {
      Protocol protocol = protocol();
      Endpoint endpoint =
          Endpoint.at(protocol == Protocol.GRPC ? grpcUri() : httpUri()).withHeaders(headers());
      if (protocol == Protocol.HTTP) {
        Optional<String> user = settings.text("OTEL_HTTP_EXPORTER_USERNAME");
        if (user.isPresent()) {
          endpoint =
              endpoint.withBasic(
                  user.get(), settings.text("OTEL_HTTP_EXPORTER_PASSWORD").orElse(""));
        }
      }
      boolean zipped = standard("COMPRESSION").orElse("none").equals("gzip");
      return new Collector(protocol, withTls(endpoint), zipped);
    }

    private Protocol protocol() {
      String text =
          settings
              .text("OTEL_EXPORTER_PROTOCOL")
              .or(() -> settings.text("OTEL_EXPORTER_TYPE"))
              .or(() -> standard("PROTOCOL"))
              .orElse("grpc");
      return switch (text) {
        case "grpc" -> Protocol.GRPC;
        case "http", "http/protobuf" -> Protocol.HTTP;
        default ->
            throw new OutputFault(
                "output "
                    + TYPE
                    + ": the protocol '"
                    + text
                    + "' is unknown; set K6_OTEL_EXPORTER_PROTOCOL to grpc or http/protobuf");
      };
    }

    private URI grpcUri() {
      return address("OTEL_GRPC_EXPORTER_ENDPOINT", "OTEL_GRPC_EXPORTER_INSECURE", "4317", "", "");
    }

    private URI httpUri() {
      String path = settings.text("OTEL_HTTP_EXPORTER_URL_PATH").orElse(Signal.METRICS.httpPath());
      return address(
          "OTEL_HTTP_EXPORTER_ENDPOINT",
          "OTEL_HTTP_EXPORTER_INSECURE",
          "4318",
          path.startsWith("/") ? path : "/" + path,
          Signal.METRICS.httpPath());
    }

    /// @param path to go with an address that is only a host and a port
    /// @param standardPath to go with the standard variable for all signals
    private URI address(
        String variable, String insecure, String port, String path, String standardPath) {
      Optional<String> own = argument.or(() -> settings.text(variable));
      if (own.isPresent() && own.get().contains("://")) {
        URI uri = uri(own.get());
        return uri.getPath().isEmpty() || uri.getPath().equals("/") ? uri.resolve(path) : uri;
      }
      if (own.isEmpty()) {
        Optional<String> metrics = variable("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT");
        if (metrics.isPresent()) {
          return uri(metrics.get());
        }
        Optional<String> all = variable("OTEL_EXPORTER_OTLP_ENDPOINT");
        if (all.isPresent()) {
          return uri(all.get().replaceFirst("/$", "") + standardPath);
        }
      }
      boolean plain =
          settings.flag(insecure) || standard("INSECURE").map(Boolean::parseBoolean).orElse(false);
      String hostAndPort = own.orElse("localhost:" + port);
      return uri((plain ? "http://" : "https://") + hostAndPort + path);
    }

    private static URI uri(String text) {
      return Endpoint.parse(text)
          .orElseThrow(
              () ->
                  new OutputFault(
                      "output "
                          + TYPE
                          + ": '"
                          + text
                          + "' is no address; write localhost:4317 or http://localhost:4318"));
    }

    private Map<String, String> headers() {
      Map<String, String> given = settings.pairs("", "OTEL_HEADERS", '=');
      return given.isEmpty() ? decoded(standard("HEADERS")) : given;
    }

    private Endpoint withTls(Endpoint endpoint) {
      var files =
          new TlsFiles(
              settings.flag("OTEL_TLS_INSECURE_SKIP_VERIFY"),
              file("TLS_CERTIFICATE", "CERTIFICATE"),
              file("TLS_CLIENT_CERTIFICATE", "CLIENT_CERTIFICATE"),
              file("TLS_CLIENT_KEY", "CLIENT_KEY"));
      try {
        return files.isDefault() ? endpoint : endpoint.withTls(files.context(), "");
      } catch (IllegalArgumentException e) {
        throw new OutputFault("output " + TYPE + ": " + e.getMessage(), e);
      }
    }

    private Optional<Path> file(String own, String standard) {
      return settings
          .text("OTEL_" + own)
          .or(() -> standard(standard))
          .map(context.directory()::resolve);
    }

    private Duration interval() {
      Duration otherwise =
          variable("OTEL_METRIC_EXPORT_INTERVAL")
              .map(Long::valueOf)
              .map(Duration::ofMillis)
              .orElse(DEFAULT_INTERVAL);
      return settings.duration("OTEL_EXPORT_INTERVAL", otherwise);
    }

    private Map<String, String> resource() {
      var attributes = new LinkedHashMap<String, String>();
      attributes.put("service.name", "k6");
      attributes.put("service.version", context.version());
      attributes.put("telemetry.sdk.name", "runner");
      attributes.put("telemetry.sdk.language", "java");
      attributes.putAll(decoded(variable("OTEL_RESOURCE_ATTRIBUTES")));
      settings
          .text("OTEL_SERVICE_NAME")
          .or(() -> variable("OTEL_SERVICE_NAME"))
          .ifPresent(name -> attributes.put("service.name", name));
      settings
          .text("OTEL_SERVICE_VERSION")
          .ifPresent(version -> attributes.put("service.version", version));
      return attributes;
    }

    private void warnOfDelta() {
      variable("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE")
          .filter(preference -> !preference.equalsIgnoreCase("cumulative"))
          .ifPresent(
              preference ->
                  context
                      .log()
                      .warn(
                          "output "
                              + TYPE
                              + " sends totals since the start; let the collector make differences"
                              + " of them, such as with its processor cumulativetodelta"));
    }

    private String choice(String own, String standard, List<String> words) {
      Optional<String> given =
          settings.text("OTEL_" + own).isPresent() ? Optional.empty() : variable(standard);
      return given
          .filter(words::contains)
          .orElseGet(() -> settings.choice("", "OTEL_" + own, words, words.getFirst()));
    }

    /// A standard variable of the exporter: for metrics, else for all.
    private Optional<String> standard(String name) {
      return variable("OTEL_EXPORTER_OTLP_METRICS_" + name)
          .or(() -> variable("OTEL_EXPORTER_OTLP_" + name));
    }

    private Optional<String> variable(String name) {
      return Optional.ofNullable(context.environment().variables().get(name))
          .filter(text -> !text.isEmpty());
    }

    /// Pairs as the standard variables have them: values are percent-encoded.
    private static Map<String, String> decoded(Optional<String> text) {
      var pairs = new LinkedHashMap<String, String>();
      for (String part : text.orElse("").split(",")) {
        int equals = part.indexOf('=');
        if (equals > 0) {
          String value = part.substring(equals + 1).strip().replace("+", "%2B");
          pairs.put(
              part.substring(0, equals).strip(), URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
      }
      return pairs;
    }
  }
}
