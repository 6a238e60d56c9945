package dev.runner.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A tar archive")
class TarTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] tar(Map<String, byte[]> files, Map<String, String> links)
      throws IOException {
    var out = new ByteArrayOutputStream();
    Tar.write(out, files, links);
    return out.toByteArray();
  }

  @Test
  @DisplayName("gives back what was put in, long names and names beyond ASCII too")
  void roundTrip() throws IOException {
    String longName = "file/" + "deep/".repeat(60) + "größe.js";
    byte[] large = new byte[5000];
    Arrays.fill(large, (byte) 'x');
    byte[] tar =
        tar(Map.of(longName, large, "data", bytes("main"), "empty", new byte[0]), Map.of());
    Map<String, byte[]> read = Tar.read(tar);
    assertThat(Tar.isTar(tar)).isTrue();
    assertThat(tar.length % 512).isZero();
    assertThat(read).containsOnlyKeys(longName, "data", "empty");
    assertThat(read.get(longName)).isEqualTo(large);
    assertThat(read.get("data")).asString().isEqualTo("main");
    assertThat(read.get("empty")).isEmpty();
  }

  @Test
  @DisplayName("has hard links, which lead to what was before them")
  void links() throws IOException {
    byte[] tar = tar(Map.of("data", bytes("main")), Map.of("file/script.js", "data"));
    assertThat(Tar.read(tar).get("file/script.js")).asString().isEqualTo("main");
  }

  @Test
  @DisplayName("of GNU tar has long names in entries of their own")
  void gnuLongName() throws IOException {
    String longName = "a".repeat(150);
    byte[] name = tar(Map.of("././@LongLink", bytes(longName + "\0")), Map.of());
    name[156] = 'L';
    byte[] file = tar(Map.of("a".repeat(100), bytes("here")), Map.of());
    byte[] both = Arrays.copyOf(name, 1024 + file.length);
    System.arraycopy(file, 0, both, 1024, file.length);
    assertThat(Tar.read(both)).containsOnlyKeys(longName);
  }

  @Test
  @DisplayName("that is cut off or damaged is refused; other files are none")
  void damaged() throws IOException {
    byte[] tar = tar(Map.of("data", new byte[600]), Map.of());
    assertThatThrownBy(() -> Tar.read(Arrays.copyOf(tar, 1000))).hasMessageContaining("cut off");
    tar[130] = 'x';
    assertThatThrownBy(() -> Tar.read(tar)).hasMessageContaining("damaged");
    assertThat(Tar.isTar(bytes("export default () => {}"))).isFalse();
  }
}
