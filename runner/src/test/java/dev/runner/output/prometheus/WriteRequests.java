package dev.runner.output.prometheus;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.runner.output.push.Receiver;
import io.airlift.compress.v3.snappy.SnappyJavaDecompressor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads remote write requests without knowing more than the numbers of their fields, for tests.
final class WriteRequests {
  private WriteRequests() {}

  /// One point of one series.
  ///
  /// @param value not-a-number for a histogram
  record Point(Map<String, String> labels, double value, long rawBits, long millis) {
    String name() {
      return labels.get("__name__");
    }
  }

  static List<Point> points(Receiver.Received request) {
    return fields(request).getField(1).getLengthDelimitedList().stream()
        .map(WriteRequests::parse)
        .map(WriteRequests::point)
        .toList();
  }

  /// Names that are described.
  static List<String> described(Receiver.Received request) {
    return fields(request).getField(3).getLengthDelimitedList().stream()
        .map(WriteRequests::parse)
        .map(metadata -> text(metadata, 2))
        .toList();
  }

  private static UnknownFieldSet fields(Receiver.Received request) {
    byte[] body = request.body();
    var plain = new byte[new SnappyJavaDecompressor().getUncompressedLength(body, 0)];
    new SnappyJavaDecompressor().decompress(body, 0, body.length, plain, 0, plain.length);
    return parse(ByteString.copyFrom(plain));
  }

  private static Point point(UnknownFieldSet series) {
    var labels = new LinkedHashMap<String, String>();
    for (ByteString pair : series.getField(1).getLengthDelimitedList()) {
      labels.put(text(parse(pair), 1), text(parse(pair), 2));
    }
    List<ByteString> samples = new ArrayList<>(series.getField(2).getLengthDelimitedList());
    if (samples.isEmpty()) {
      UnknownFieldSet histogram = parse(series.getField(4).getLengthDelimitedList().getFirst());
      return new Point(labels, Double.NaN, 0, histogram.getField(15).getVarintList().getFirst());
    }
    UnknownFieldSet sample = parse(samples.getFirst());
    long bits = sample.getField(1).getFixed64List().getFirst();
    return new Point(
        labels, Double.longBitsToDouble(bits), bits, sample.getField(2).getVarintList().getFirst());
  }

  private static String text(UnknownFieldSet message, int field) {
    return message.getField(field).getLengthDelimitedList().getFirst().toStringUtf8();
  }

  private static UnknownFieldSet parse(ByteString bytes) {
    try {
      return UnknownFieldSet.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
