package dev.runner.recording;

import dev.runner.metrics.Values;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricKind;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.Tags;
import dev.runner.sample.ValueUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A JSON object that is read field by field. Whatever is missing or of another kind than expected
/// is an [IllegalArgumentException].
record Fields(Map<?, ?> map) {
  static Fields of(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new Fields(map);
    }
    throw new IllegalArgumentException("no object");
  }

  @Nullable Object get(String name) {
    return map.get(name);
  }

  Fields object(String name) {
    return of(map.get(name));
  }

  String text(String name) {
    if (map.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("no text '" + name + "'");
  }

  long whole(String name) {
    return whole(map.get(name));
  }

  double number(String name) {
    return ValuesJson.number(map.get(name));
  }

  boolean flag(String name) {
    if (map.get(name) instanceof Boolean flag) {
      return flag;
    }
    throw new IllegalArgumentException("no flag '" + name + "'");
  }

  List<?> list(String name) {
    return list(map.get(name));
  }

  <T> List<T> list(String name, Function<@Nullable Object, T> of) {
    return list(name).stream().map(of).toList();
  }

  List<String> texts(String name) {
    return list(name).stream().map(String::valueOf).toList();
  }

  Tags tags(String name) {
    var tags = new LinkedHashMap<String, String>();
    object(name).map.forEach((key, value) -> tags.put(String.valueOf(key), String.valueOf(value)));
    return Tags.of(tags);
  }

  MetricKind kind() {
    return labelled(MetricKind.values(), MetricKind::label, text("kind"));
  }

  ValueUnit unit() {
    return labelled(ValueUnit.values(), ValueUnit::label, text("unit"));
  }

  private static <E> E labelled(E[] all, Function<E, String> label, String wanted) {
    for (E one : all) {
      if (label.apply(one).equals(wanted)) {
        return one;
      }
    }
    throw new IllegalArgumentException("no kind '" + wanted + "'");
  }

  Metric metric(MetricRegistry registry) {
    return registry.declare(text("metric"), kind(), unit());
  }

  static long whole(@Nullable Object value) {
    if (value instanceof Long whole) {
      return whole;
    }
    throw new IllegalArgumentException("no whole number: " + value);
  }

  static List<?> list(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("no list");
  }

  /// The opposite of [ValuesJson#of].
  static Values values(MetricKind kind, @Nullable Object from) {
    List<?> data = list(from);
    long samples = whole(data.get(0));
    return switch (kind) {
      case COUNTER -> new Values.Counter(samples, ValuesJson.number(data.get(1)));
      case GAUGE ->
          new Values.Gauge(
              samples,
              ValuesJson.number(data.get(1)),
              ValuesJson.number(data.get(2)),
              ValuesJson.number(data.get(3)),
              whole(data.get(4)));
      case RATE -> new Values.Rate(samples, whole(data.get(1)));
      case TREND -> trend(samples, data);
    };
  }

  private static Values.Trend trend(long samples, List<?> data) {
    double min = ValuesJson.number(data.get(2));
    double max = ValuesJson.number(data.get(3));
    double[] values = list(data.get(4)).stream().mapToDouble(ValuesJson::number).toArray();
    Values.Distribution distribution;
    if (data.size() < 6) {
      distribution = Values.Distribution.exact(values);
    } else {
      long[] counts = list(data.get(5)).stream().mapToLong(Fields::whole).toArray();
      if (counts.length != values.length) {
        throw new IllegalArgumentException("buckets without counts");
      }
      distribution = Values.Distribution.buckets(min, max, values, counts);
    }
    return new Values.Trend(samples, ValuesJson.number(data.get(1)), min, max, distribution);
  }
}
