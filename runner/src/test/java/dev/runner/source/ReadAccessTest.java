package dev.runner.source;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a script may read")
class ReadAccessTest {
  @TempDir private Path top;
  private Path script;

  @BeforeEach
  void files() throws IOException {
    script = file("home/tests/load/script.js");
    file("home/tests/load/sub/users.csv");
    file("home/tests/data/users.csv");
    file("home/tests/package.json");
    file("home/private.txt");
    file("elsewhere/users.csv");
    file("elsewhere/lib.js");
  }

  private Path file(String name) throws IOException {
    Path file = top.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "x");
  }

  private ReadAccess access(String directory, Path... allowed) {
    return new ReadAccess(
        script,
        new SourceSettings(
            top.resolve(directory),
            top.resolve("home"),
            top.resolve("cache"),
            List.of(allowed),
            false,
            false));
  }

  private void assertAllowed(ReadAccess access, String name) {
    assertThatCode(() -> access.check(top.resolve(name))).doesNotThrowAnyException();
  }

  private void assertRefused(ReadAccess access, String name) {
    assertThatThrownBy(() -> access.check(top.resolve(name)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("allow it by --allow-read=");
  }

  @Test
  @DisplayName("is below its folder and below that of its project, not beside or above")
  void project() {
    ReadAccess access = access("elsewhere");
    assertAllowed(access, "home/tests/load/sub/users.csv");
    assertAllowed(access, "home/tests/data/users.csv");
    assertRefused(access, "home/private.txt");
    assertRefused(access, "elsewhere/users.csv");
    assertRefused(access, "home/tests/load/../../private.txt");
  }

  @Test
  @DisplayName("is not the whole home, even if that is the working directory")
  void home() {
    assertRefused(access("home"), "home/private.txt");
  }

  @Test
  @DisplayName("is what the user allows")
  void allowed() {
    assertAllowed(access("home", top.resolve("elsewhere")), "elsewhere/users.csv");
    assertAllowed(access("home", Path.of("private.txt")), "home/private.txt");
  }

  @Test
  @DisplayName("is not what a symbolic link leads out to")
  void link() throws IOException {
    Path link = script.resolveSibling("sneaky.txt");
    Files.createSymbolicLink(link, top.resolve("home/private.txt"));
    assertThatThrownBy(() -> access("home").check(link)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> access("home").checkImport(link)).isInstanceOf(IOException.class);
  }

  @Test
  @DisplayName("is code anywhere, if it imports it, but no data")
  void imports() {
    ReadAccess access = access("home");
    assertThatCode(() -> access.checkImport(top.resolve("elsewhere/lib.js")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> access.checkImport(top.resolve("elsewhere/users.csv")))
        .isInstanceOf(IOException.class);
  }
}
