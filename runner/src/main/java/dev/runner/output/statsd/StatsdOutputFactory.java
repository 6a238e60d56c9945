package dev.runner.output.statsd;

import dev.runner.output.Output;
import dev.runner.output.OutputContext;
import dev.runner.output.OutputFactory;
import dev.runner.output.OutputFault;
import dev.runner.output.OutputSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes `statsd` outputs: `statsd` or `statsd=HOST:PORT`; all else comes from the environment.
public final class StatsdOutputFactory implements OutputFactory {
  private static final String TYPE = "statsd";
  private static final int DEFAULT_PORT = 8125;
  private static final int LAST_PORT = 65_535;

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Output create(Optional<String> argument, OutputContext context) {
    OutputSettings settings = OutputSettings.of(TYPE, context);
    String where =
        argument.or(() -> settings.text("STATSD_ADDR")).orElse("localhost:" + DEFAULT_PORT);
    return new StatsdOutput(
        new StatsdSettings(
            where,
            address(where),
            settings.text("STATSD_NAMESPACE").orElse("k6."),
            settings.duration("STATSD_PUSH_INTERVAL", Duration.ofSeconds(1)),
            settings.count("", "STATSD_BUFFER_SIZE", 20),
            settings.flag("STATSD_ENABLE_TAGS"),
            names(settings.text("STATSD_TAG_BLOCKLIST").orElse("vu,iter,url"))),
        context.log());
  }

  private static Set<String> names(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  private static InetSocketAddress address(String where) {
    int colon = where.lastIndexOf(':');
    boolean onlyHost = colon < 0 || where.endsWith("]");
    String host = onlyHost ? where : where.substring(0, colon);
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    int port = onlyHost ? DEFAULT_PORT : port(where, where.substring(colon + 1));
    return InetSocketAddress.createUnresolved(bare.isEmpty() ? "localhost" : bare, port);
  }

  private static int port(String where, String text) {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= LAST_PORT) {
        return port;
      }
    } catch (NumberFormatException _) {
      // Falls through to the message.
    }
    throw new OutputFault(
        "output " + TYPE + ": '" + where + "' has no valid port; write host:port");
  }
}
