package dev.runner.output.statsd;

import dev.runner.log.Log;
import dev.runner.output.Losses;
import dev.runner.output.Output;
import dev.runner.output.OutputFault;
import dev.runner.output.text.TextBytes;
import dev.runner.sample.MetricKind;
import dev.runner.sample.SampleBatch;
import dev.runner.sample.Series;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sends StatsD lines over UDP: sums of counters, last values of gauges, and timings, at most a
/// thousand a name and push, with the rate at which they were chosen.
///
/// The lines are those of
/// [StatsD](https://github.com/statsd/statsd/blob/master/docs/metric_types.md), with tags in the
/// way of DogStatsD.
final class StatsdOutput implements Output {
  /// More names than that are pushed early.
  private static final int MOST_TALLIES = 10_000;

  private final StatsdSettings settings;
  private final Log log;
  private final StatsdNames names;
  private final Map<StatsdNames.Label, Tally> tallies = new LinkedHashMap<>();
  private @Nullable Packets packets;
  private long unfit;

  StatsdOutput(StatsdSettings settings, Log log) {
    this.settings = settings;
    this.log = log;
    this.names = new StatsdNames(settings);
  }

  @Override
  public String description() {
    return "statsd (" + settings.where() + ")";
  }

  @Override
  public Duration interval() {
    return settings.pushInterval();
  }

  @Override
  public void start() {
    var address =
        new InetSocketAddress(settings.address().getHostString(), settings.address().getPort());
    if (address.isUnresolved()) {
      throw new OutputFault(
          "output statsd: no host is named '"
              + address.getHostString()
              + "' in '"
              + settings.where()
              + "'; mend K6_STATSD_ADDR or write -o statsd=host:port");
    }
    try {
      packets = new Packets(address, settings.linesPerPacket(), description(), log);
    } catch (IOException e) {
      throw new OutputFault(
          "output statsd: cannot send to '"
              + settings.where()
              + "': "
              + e.getMessage()
              + "; mend K6_STATSD_ADDR",
          e);
    }
  }

  @Override
  public void write(SampleBatch batch) {
    for (int i = 0; i < batch.size(); i++) {
      double value = batch.value(i);
      if (Double.isFinite(value)) {
        add(batch.series(i), value);
      } else {
        unfit++;
      }
    }
  }

  private void add(Series series, double value) {
    StatsdNames.Label label = names.of(series, value);
    MetricKind kind = series.metric().kind();
    double counted = kind == MetricKind.RATE && StatsdNames.isCheck(series) ? 1 : value;
    tallies.computeIfAbsent(label, _ -> tally(kind)).add(counted);
    if (tallies.size() >= MOST_TALLIES) {
      flush();
    }
  }

  private static Tally tally(MetricKind kind) {
    return switch (kind) {
      case COUNTER, RATE -> new Tally.Count();
      case GAUGE -> new Tally.Latest();
      case TREND -> new Tally.Timings();
    };
  }

  @Override
  public void flush() {
    Packets to = opened();
    tallies.forEach(
        (label, tally) -> {
          switch (tally) {
            case Tally.Count count -> to.line(text(label, count.sum(), "|c", 1));
            case Tally.Latest latest -> gauge(to, label, latest.value());
            case Tally.Timings timings -> {
              for (int i = 0; i < timings.kept(); i++) {
                to.line(text(label, timings.value(i), "|ms", timings.rate()));
              }
            }
          }
        });
    tallies.clear();
    to.send();
  }

  /// A gauge with a sign is a change to StatsD, so that a negative one needs a zero before it.
  private static void gauge(Packets to, StatsdNames.Label label, double value) {
    if (value < 0) {
      to.line(text(label, 0, "|g", 1));
    }
    to.line(text(label, value, "|g", 1));
  }

  private static TextBytes text(StatsdNames.Label label, double value, String kind, double rate) {
    var line = new TextBytes(64);
    line.text(label.name());
    line.ascii(':');
    line.number(value);
    line.ascii(kind);
    if (rate < 1) {
      line.ascii("|@");
      line.number(rate);
    }
    line.text(label.tags());
    return line;
  }

  @Override
  public void close() {
    opened().close();
  }

  @Override
  public Optional<String> loss() {
    return Losses.joined(
        packets == null ? Optional.empty() : packets.loss(),
        unfit == 0
            ? Optional.empty()
            : Optional.of(unfit + " values were infinite or no numbers and were not sent"));
  }

  private Packets opened() {
    if (packets == null) {
      throw new IllegalStateException("not started");
    }
    return packets;
  }
}
