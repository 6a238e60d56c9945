package dev.runner.output.prometheus;

import dev.runner.output.text.TextBytes;
import dev.runner.output.total.TrendTotal;
import dev.runner.sample.MetricKind;
import dev.runner.sample.Tags;

/// A page as text: the exposition format 0.0.4 of Prometheus or OpenMetrics 1.0, which differ
/// little.
final class TextPage implements Page.Writer {
  private final TextBytes text = new TextBytes(1 << 14);
  private final boolean openMetrics;
  private String name = "";

  TextPage(boolean openMetrics) {
    this.openMetrics = openMetrics;
  }

  byte[] toArray() {
    return text.toArray();
  }

  @Override
  public void family(String family, MetricKind kind, String help) {
    boolean counter = kind == MetricKind.COUNTER;
    name = counter ? family + "_total" : family;
    describe(openMetrics ? family : name, counter ? "counter" : "gauge", help);
  }

  @Override
  public void value(Tags labels, double value) {
    line("", labels, "", value);
  }

  @Override
  public void histograms(String family, String help) {
    name = family;
    describe(name, "histogram", help);
  }

  @Override
  public void histogram(Tags labels, TrendTotal trend, int[] exponents, long[] upTo) {
    for (int i = 0; i < exponents.length; i++) {
      line("_bucket", labels, number(Math.scalb(1.0, exponents[i])), (double) upTo[i]);
    }
    line("_bucket", labels, "+Inf", (double) trend.count());
    line("_sum", labels, "", trend.sum());
    line("_count", labels, "", (double) trend.count());
  }

  @Override
  public void end() {
    if (openMetrics) {
      text.ascii("# EOF\n");
    }
  }

  private void describe(String family, String type, String help) {
    text.ascii("# HELP " + family + " " + help + "\n# TYPE " + family + " " + type + "\n");
  }

  private void line(String suffix, Tags labels, String upperBound, double value) {
    text.ascii(name);
    text.ascii(suffix);
    Tags all = upperBound.isEmpty() ? labels : labels.with("le", upperBound);
    if (!all.isEmpty()) {
      var separator =
          new Object() {
            String text = "{";
          };
      all.forEach(
          (label, labelValue) -> {
            text.ascii(separator.text + label + "=\"");
            text.text(escape(labelValue));
            text.ascii("\"");
            separator.text = ",";
          });
      text.ascii("}");
    }
    text.ascii(" " + number(value) + "\n");
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
