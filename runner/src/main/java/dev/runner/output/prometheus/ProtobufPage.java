package dev.runner.output.prometheus;

import dev.runner.output.protobuf.ProtoWriter;
import dev.runner.output.total.TrendTotal;
import dev.runner.sample.MetricKind;
import dev.runner.sample.Tags;

/// A page as messages `MetricFamily` of Prometheus' client model, each after its length: the only
/// format of a page that has native histograms.
final class ProtobufPage implements Page.Writer {
  private static final int NAME = 1;
  private static final int HELP = 2;
  private static final int TYPE = 3;
  private static final int METRIC = 4;

  private static final int TYPE_COUNTER = 0;
  private static final int TYPE_GAUGE = 1;
  private static final int TYPE_HISTOGRAM = 4;

  private static final int LABEL = 1;
  private static final int GAUGE = 2;
  private static final int COUNTER = 3;
  private static final int HISTOGRAM = 7;
  private static final int BUCKET = 3;

  private final ProtoWriter page = new ProtoWriter(1 << 14);
  private final ProtoWriter family = new ProtoWriter(1 << 12);
  private int field;

  byte[] toArray() {
    return page.toArray();
  }

  @Override
  public void family(String name, MetricKind kind, String help) {
    boolean counter = kind == MetricKind.COUNTER;
    field = counter ? COUNTER : GAUGE;
    begin(counter ? name + "_total" : name, counter ? TYPE_COUNTER : TYPE_GAUGE, help);
  }

  @Override
  public void histograms(String name, String help) {
    begin(name, TYPE_HISTOGRAM, help);
  }

  @Override
  public void value(Tags labels, double value) {
    int metric = family.begin(METRIC);
    addLabels(labels);
    int holder = family.begin(field);
    family.number(1, value);
    family.end(holder);
    family.end(metric);
  }

  @Override
  public void histogram(Tags labels, TrendTotal trend, int[] exponents, long[] upTo) {
    int metric = family.begin(METRIC);
    addLabels(labels);
    int histogram = family.begin(HISTOGRAM);
    NativeHistogram.IN_PAGE.write(family, trend);
    for (int i = 0; i < exponents.length; i++) {
      int bucket = family.begin(BUCKET);
      family.integer(1, upTo[i]);
      family.number(2, Math.scalb(1.0, exponents[i]));
      family.end(bucket);
    }
    family.end(histogram);
    family.end(metric);
  }

  @Override
  public void end() {
    if (family.size() > 0) {
      page.varint(family.size());
      page.raw(family.toArray());
      family.clear();
    }
  }

  private void begin(String name, int type, String help) {
    end();
    family.string(NAME, name);
    family.string(HELP, help);
    family.integer(TYPE, type);
  }

  private void addLabels(Tags labels) {
    labels.forEach(
        (name, value) -> {
          int pair = family.begin(LABEL);
          family.string(1, name);
          family.string(2, value);
          family.end(pair);
        });
  }
}
