package dev.runner.js.fs;

import dev.runner.js.module.ScriptFault;
import dev.runner.js.module.ScriptPhase;
import dev.runner.js.module.ScriptServices;
import dev.runner.js.module.VuScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graalvm.polyglot.HostAccess;

/// The Java half of `k6/experimental/fs` for one virtual user.
public final class FsHost {
  private final VuScope scope;
  private final ScriptServices services;

  FsHost(VuScope scope, ScriptServices services) {
    this.scope = scope;
    this.services = services;
  }

  /// Opens a file; all virtual users share its content.
  @HostAccess.Export
  public Object open(String name) {
    if (scope.phase() != ScriptPhase.INIT) {
      throw new ScriptFault("fs.open() can be used in the init stage only");
    }
    Path path = services.file(name);
    byte[] content = services.shared("k6/experimental/fs " + path, () -> read(path));
    return new ScriptFile(path, content);
  }

  private static byte[] read(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new ScriptFault("cannot read '" + path + "': " + e.getMessage(), e);
    } catch (OutOfMemoryError e) {
      throw new ScriptFault("'" + path + "' is too large to be held in memory", e);
    }
  }
}
