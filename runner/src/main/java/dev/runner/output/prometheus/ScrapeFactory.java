package dev.runner.output.prometheus;

import dev.runner.output.Output;
import dev.runner.output.OutputContext;
import dev.runner.output.OutputFactory;
import dev.runner.output.OutputFault;
import dev.runner.output.OutputSettings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// Makes `prometheus` outputs, such as `prometheus=:9464`, which is a page for this machine only,
/// or `prometheus=0.0.0.0:9464` for all.
public final class ScrapeFactory implements OutputFactory {
  static final String TYPE = "prometheus";

  private static final String LOOPBACK = "127.0.0.1";

  /// The usual one of OpenTelemetry's Prometheus exporters.
  private static final String DEFAULT_ADDRESS = ":9464";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Output create(Optional<String> argument, OutputContext context) {
    String given = argument.orElse(DEFAULT_ADDRESS);
    String address = given.startsWith(":") ? LOOPBACK + given : given;
    return new ScrapeOutput(
        address,
        listen(address, given),
        TrendStat.of(OutputSettings.of(TYPE, context), ""),
        context);
  }

  private static InetSocketAddress listen(String address, String given) {
    try {
      URI uri = new URI("http://" + address);
      if (uri.getHost() != null
          && uri.getPort() >= 0
          && uri.getPort() < 1 << 16
          && uri.getRawAuthority().equals(address)) {
        return new InetSocketAddress(uri.getHost(), uri.getPort());
      }
    } catch (URISyntaxException _) {
      // Told below.
    }
    throw new OutputFault(
        "output " + TYPE + ": '" + given + "' is no address; write :9464 or 0.0.0.0:9464");
  }
}
