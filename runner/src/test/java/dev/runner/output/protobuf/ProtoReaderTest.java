package dev.runner.output.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProtoReaderTest {
  private static byte[] message() {
    var writer = new ProtoWriter(64);
    writer.integer(1, -1);
    writer.number(2, 1.5);
    writer.string(300, "text");
    writer.integer(4, 300);
    return writer.toArray();
  }

  @Test
  @DisplayName("Fields come in their order, whatever their type")
  void fields() {
    var reader = new ProtoReader(message());
    assertThat(reader.next()).isTrue();
    assertThat(reader.integer()).isEqualTo(-1);
    assertThat(reader.next()).isTrue();
    assertThat(reader.field()).isEqualTo(2);
    assertThat(reader.next()).isTrue();
    assertThat(reader.field()).isEqualTo(300);
    assertThat(reader.data()).asString().isEqualTo("text");
    assertThat(reader.next()).isTrue();
    assertThat(reader.integer()).isEqualTo(300);
    assertThat(reader.data()).isEmpty();
    assertThat(reader.next()).isFalse();
  }

  @Test
  @DisplayName("A message cut off anywhere, or no message at all, ends early and throws nothing")
  void malformed() {
    byte[] whole = message();
    for (int length = 0; length < whole.length; length++) {
      var reader = new ProtoReader(Arrays.copyOf(whole, length));
      int fields = 0;
      while (reader.next()) {
        fields++;
      }
      assertThat(fields).isLessThan(4);
    }
    byte[] endless = new byte[32];
    Arrays.fill(endless, (byte) 0xFF);
    assertThat(new ProtoReader(endless).next()).isFalse();
    assertThat(new ProtoReader(new byte[] {0x0F, 1}).next()).isFalse();
  }
}
