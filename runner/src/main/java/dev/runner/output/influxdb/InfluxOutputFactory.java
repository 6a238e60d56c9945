package dev.runner.output.influxdb;

import dev.runner.output.Output;
import dev.runner.output.OutputContext;
import dev.runner.output.OutputFactory;
import dev.runner.output.OutputFault;
import dev.runner.output.OutputSettings;
import dev.runner.output.push.Courier;
import dev.runner.output.push.Endpoint;
import dev.runner.output.push.HttpCourier;
import dev.runner.output.push.Pusher;
import dev.runner.output.push.TlsFiles;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes `influxdb` outputs: for version 1 `influxdb=http://host:8086/database`, for version 2
/// `influxdb=http://host:8086?org=ORGANIZATION&bucket=BUCKET`. Settings stand in the query of the
/// URL or in the environment.
public final class InfluxOutputFactory implements OutputFactory {
  private static final String TYPE = "influxdb";
  private static final String ORGANIZATION = "org";
  private static final String BUCKET = "bucket";
  private static final String PRECISION = "precision";
  private static final String RETENTION = "retention";
  private static final String CONSISTENCY = "consistency";
  private static final String TAGS_AS_FIELDS = "tagsAsFields";
  private static final String PUSH_INTERVAL = "pushInterval";
  private static final String CONCURRENT_WRITES = "concurrentWrites";
  private static final String INSECURE = "insecure";
  private static final String PROXY = "proxy";
  private static final List<String> KEYS =
      List.of(
          ORGANIZATION,
          BUCKET,
          PRECISION,
          RETENTION,
          CONSISTENCY,
          TAGS_AS_FIELDS,
          PUSH_INTERVAL,
          CONCURRENT_WRITES,
          INSECURE,
          PROXY);

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Output create(Optional<String> argument, OutputContext context) {
    String where =
        argument
            .or(() -> OutputSettings.of(TYPE, context).text("INFLUXDB_ADDR"))
            .orElse("http://localhost:8086");
    InfluxAddress address = InfluxAddress.parse(where);
    OutputSettings settings = OutputSettings.of(TYPE, address.settings(), KEYS, context);
    boolean versionTwo =
        settings.text(BUCKET, "INFLUXDB_BUCKET").isPresent()
            || settings.text(ORGANIZATION, "INFLUXDB_ORGANIZATION").isPresent();
    Precision precision =
        Precision.ofWord(
            settings.choice(
                PRECISION, "INFLUXDB_PRECISION", Precision.words(), Precision.NANOSECONDS.word()));
    FieldTags fieldTags = fieldTags(settings);
    return versionTwo
        ? versionTwo(address, settings, new LineProtocol(fieldTags, precision), precision, context)
        : versionOne(address, settings, new LineProtocol(fieldTags, precision), precision, context);
  }

  private static Output versionOne(
      InfluxAddress address,
      OutputSettings settings,
      LineProtocol lines,
      Precision precision,
      OutputContext context) {
    String database =
        address.database().isEmpty()
            ? settings.text("INFLUXDB_DB").orElse("k6")
            : address.database();
    String user =
        address.user().isEmpty() ? settings.text("INFLUXDB_USERNAME").orElse("") : address.user();
    String password =
        address.user().isEmpty()
            ? settings.text("INFLUXDB_PASSWORD").orElse("")
            : address.password();
    Map<String, String> query = new LinkedHashMap<>();
    query.put("consistency", settings.text(CONSISTENCY, "INFLUXDB_CONSISTENCY").orElse(""));
    query.put("db", database);
    query.put("precision", precision.wordOfVersionOne());
    query.put("rp", settings.text(RETENTION, "INFLUXDB_RETENTION").orElse(""));
    Endpoint writes = connected(Endpoint.at(address.at("/write", query)), settings);
    String statement = "CREATE DATABASE \"" + database.replace("\"", "\\\"") + "\"";
    Endpoint creation =
        connected(Endpoint.at(address.at("/query", Map.of("q", statement))), settings);
    if (!user.isEmpty()) {
      writes = writes.withBasic(user, password);
      creation = creation.withBasic(user, password);
    }
    String description = TYPE + " (" + address.base() + "/" + database + ")";
    Courier courier =
        new DatabaseFirst(
            new HttpCourier(creation),
            new HttpCourier(writes),
            description,
            database,
            context.log());
    return output(description, settings, lines, courier, context);
  }

  private static Output versionTwo(
      InfluxAddress address,
      OutputSettings settings,
      LineProtocol lines,
      Precision precision,
      OutputContext context) {
    String bucket = wanted(settings, BUCKET, "INFLUXDB_BUCKET");
    String organization = wanted(settings, ORGANIZATION, "INFLUXDB_ORGANIZATION");
    Map<String, String> query = new LinkedHashMap<>();
    query.put("org", organization);
    query.put("bucket", bucket);
    query.put("precision", precision.word());
    // The path is that of a proxy, if there is any.
    String path = address.database().isEmpty() ? "" : "/" + address.database();
    Endpoint writes = connected(Endpoint.at(address.at(path + "/api/v2/write", query)), settings);
    Optional<String> token = settings.text("INFLUXDB_TOKEN");
    if (token.isPresent()) {
      writes = writes.withHeader("Authorization", "Token " + token.get());
    }
    String description = TYPE + " (" + address.base() + path + ", bucket " + bucket + ")";
    return output(description, settings, lines, new HttpCourier(writes), context);
  }

  private static String wanted(OutputSettings settings, String key, String variable) {
    return settings
        .text(key, variable)
        .orElseThrow(
            () ->
                new OutputFault(
                    "output influxdb: version 2 needs an organization and a bucket, but there is no"
                        + " '"
                        + key
                        + "' in the address; add it or set K6_"
                        + variable));
  }

  private static Output output(
      String description,
      OutputSettings settings,
      LineProtocol lines,
      Courier courier,
      OutputContext context) {
    int senders = settings.count(CONCURRENT_WRITES, "INFLUXDB_CONCURRENT_WRITES", 4);
    var pusher =
        new Pusher(
            description,
            "samples",
            courier,
            Pusher.Limits.DEFAULTS.withSenders(senders),
            context.clock(),
            context.log());
    Duration interval =
        settings.duration(PUSH_INTERVAL, "INFLUXDB_PUSH_INTERVAL", Duration.ofSeconds(1));
    return new InfluxOutput(description, interval, lines, pusher, context);
  }

  private static Endpoint connected(Endpoint endpoint, OutputSettings settings) {
    Endpoint connected = endpoint.withHeader("Content-Type", "text/plain; charset=utf-8");
    if (settings.flag(INSECURE, "INFLUXDB_INSECURE")) {
      var trusting = new TlsFiles(true, Optional.empty(), Optional.empty(), Optional.empty());
      connected = connected.withTls(trusting.context(), "");
    }
    Optional<String> proxy = settings.text(PROXY, "INFLUXDB_PROXY");
    if (proxy.isEmpty()) {
      return connected;
    }
    return connected.withProxy(
        Endpoint.parse(proxy.get())
            .orElseThrow(
                () ->
                    settings.fault(PROXY, "INFLUXDB_PROXY", "is no URL; write http://host:port")));
  }

  private static FieldTags fieldTags(OutputSettings settings) {
    String list =
        settings.text(TAGS_AS_FIELDS, "INFLUXDB_TAGS_AS_FIELDS").orElse(FieldTags.DEFAULT);
    try {
      return FieldTags.parse(list);
    } catch (IllegalArgumentException e) {
      throw settings.fault(
          TAGS_AS_FIELDS, "INFLUXDB_TAGS_AS_FIELDS", String.valueOf(e.getMessage()));
    }
  }
}
