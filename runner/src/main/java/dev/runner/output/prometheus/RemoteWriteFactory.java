package dev.runner.output.prometheus;

import dev.runner.output.Output;
import dev.runner.output.OutputContext;
import dev.runner.output.OutputFactory;
import dev.runner.output.OutputFault;
import dev.runner.output.OutputSettings;
import dev.runner.output.push.Endpoint;
import dev.runner.output.push.TlsFiles;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Makes `experimental-prometheus-rw` outputs, which are set by variables `K6_PROMETHEUS_RW_...`;
/// the server's URL may stand in the argument too.
public final class RemoteWriteFactory implements OutputFactory {
  static final String TYPE = "experimental-prometheus-rw";

  private static final String PREFIX = "PROMETHEUS_RW_";
  private static final String DEFAULT_URL = "http://localhost:9090/api/v1/write";
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);
  private static final List<String> PREFIXES = List.of("K6_", "RUNNER_");

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public List<String> aliases() {
    return List.of("prometheus-rw");
  }

  @Override
  public Output create(Optional<String> argument, OutputContext context) {
    OutputSettings settings = OutputSettings.of(TYPE, context);
    refuseSigning(settings);
    boolean histograms =
        settings.flag(PREFIX + "TREND_AS_NATIVE_HISTOGRAM")
            || List.of(settings.text("FEATURES").orElse("").split(","))
                .contains("native-histograms");
    return new RemoteWriteOutput(
        new RemoteWriteOutput.Settings(
            endpoint(argument, settings, context),
            settings.duration(PREFIX + "PUSH_INTERVAL", DEFAULT_INTERVAL),
            TrendStat.of(settings, ""),
            histograms,
            settings.flag(PREFIX + "STALE_MARKERS")),
        context);
  }

  private static Endpoint endpoint(
      Optional<String> argument, OutputSettings settings, OutputContext context) {
    Endpoint endpoint =
        Endpoint.at(url(argument, settings))
            .withHeader("Content-Type", "application/x-protobuf")
            .withHeader("Content-Encoding", "snappy")
            .withHeader("X-Prometheus-Remote-Write-Version", "0.1.0")
            .withHeader("User-Agent", "runner/" + context.version())
            .withHeaders(singleHeaders(context))
            .withHeaders(settings.pairs("", PREFIX + "HTTP_HEADERS", ':'));
    Optional<String> user = settings.text(PREFIX + "USERNAME");
    if (user.isPresent()) {
      endpoint = endpoint.withBasic(user.get(), settings.text(PREFIX + "PASSWORD").orElse(""));
    }
    Optional<String> token = settings.text(PREFIX + "BEARER_TOKEN");
    if (token.isPresent()) {
      endpoint = endpoint.withBearer(token.get());
    }
    return withTls(endpoint, settings, context);
  }

  private static URI url(Optional<String> argument, OutputSettings settings) {
    String variable = PREFIX + "SERVER_URL";
    String text = argument.or(() -> settings.text(variable)).orElse(DEFAULT_URL);
    return Endpoint.parse(text)
        .orElseThrow(
            () -> {
              String problem = "'" + text + "' is no URL; write one such as " + DEFAULT_URL;
              return argument.isPresent()
                  ? new OutputFault("output " + TYPE + ": " + problem)
                  : settings.fault("", variable, problem);
            });
  }

  /// Each variable `..._HEADERS_NAME` is a header `NAME`.
  private static Map<String, String> singleHeaders(OutputContext context) {
    var headers = new LinkedHashMap<String, String>();
    for (String prefix : PREFIXES) {
      String start = prefix + PREFIX + "HEADERS_";
      context
          .environment()
          .variables()
          .forEach(
              (name, value) -> {
                if (name.startsWith(start) && name.length() > start.length() && !value.isEmpty()) {
                  headers.put(name.substring(start.length()), value);
                }
              });
    }
    return headers;
  }

  private static Endpoint withTls(
      Endpoint endpoint, OutputSettings settings, OutputContext context) {
    var files =
        new TlsFiles(
            settings.flag(PREFIX + "INSECURE_SKIP_TLS_VERIFY"),
            Optional.empty(),
            path(settings, "CLIENT_CERTIFICATE", context),
            path(settings, "CLIENT_CERTIFICATE_KEY", context));
    String minimum =
        settings.choice("", PREFIX + "TLS_MIN_VERSION", List.of("1.0", "1.1", "1.2", "1.3"), "1.3");
    try {
      return endpoint.withTls(files.context(), minimum.equals("1.0") ? "TLSv1" : "TLSv" + minimum);
    } catch (IllegalArgumentException e) {
      throw new OutputFault("output " + TYPE + ": " + e.getMessage(), e);
    }
  }

  private static Optional<Path> path(
      OutputSettings settings, String variable, OutputContext context) {
    return settings.text(PREFIX + variable).map(context.directory()::resolve);
  }

  private static void refuseSigning(OutputSettings settings) {
    for (String part : List.of("REGION", "ACCESS_KEY", "SECRET_KEY")) {
      String variable = PREFIX + "SIGV4_" + part;
      if (settings.text(variable).isPresent()) {
        throw settings.fault(
            "",
            variable,
            String.format(
                Locale.ROOT,
                "asks for AWS signatures, which this output does not make; send to a signing proxy"
                    + " such as aws-sigv4-proxy and unset the variable"));
      }
    }
  }
}
