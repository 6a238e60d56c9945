package dev.runner.output.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProtoWriterTest {
  private final ProtoWriter writer = new ProtoWriter(1);

  private CodedInputStream read() {
    return CodedInputStream.newInstance(writer.toArray());
  }

  @Test
  @DisplayName("Google's own reader reads what was written, whatever the value")
  void values() throws Exception {
    long[] values = {0, 1, -1, 127, 128, 300, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE};
    for (long value : values) {
      writer.integer(1, value);
      writer.signed(2, value);
      writer.fixed(300, value);
      writer.number(4, value / 3.0);
    }
    CodedInputStream in = read();
    for (long value : values) {
      assertThat(in.readTag()).isEqualTo(1 << 3);
      assertThat(in.readInt64()).isEqualTo(value);
      assertThat(in.readTag()).isEqualTo(2 << 3);
      assertThat(in.readSInt64()).isEqualTo(value);
      assertThat(in.readTag()).isEqualTo(300 << 3 | 1);
      assertThat(in.readFixed64()).isEqualTo(value);
      assertThat(in.readTag()).isEqualTo(4 << 3 | 1);
      assertThat(in.readDouble()).isEqualTo(value / 3.0);
    }
    assertThat(in.isAtEnd()).isTrue();
  }

  @Test
  @DisplayName("Messages in messages get their lengths, short or long")
  void nested() throws Exception {
    for (int length : new int[] {0, 1, 100, 127, 128, 20_000, 3_000_000}) {
      writer.clear();
      int outer = writer.begin(1);
      int inner = writer.begin(2);
      String text = "ä".repeat(length);
      writer.string(3, text);
      writer.end(inner);
      writer.integer(4, 5);
      writer.end(outer);
      CodedInputStream in = read();
      in.readTag();
      assertThat(in.readRawVarint32())
          .isEqualTo(
              in.getBytesUntilLimit() < 0
                  ? writer.size() - in.getTotalBytesRead()
                  : in.getBytesUntilLimit());
      in.readTag();
      in.readRawVarint32();
      in.readTag();
      assertThat(in.readString()).isEqualTo(text);
      assertThat(in.readTag()).isEqualTo(4 << 3);
      assertThat(in.readInt32()).isEqualTo(5);
      assertThat(in.isAtEnd()).isTrue();
    }
  }
}
