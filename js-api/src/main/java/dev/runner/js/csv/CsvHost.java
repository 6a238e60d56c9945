package dev.runner.js.csv;

import dev.runner.js.data.SharedArrays;
import dev.runner.js.data.SharedRows;
import dev.runner.js.fs.ScriptFile;
import dev.runner.js.module.ScriptFault;
import dev.runner.js.module.ScriptPhase;
import dev.runner.js.module.ScriptServices;
import dev.runner.js.module.VuScope;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;

/// The Java half of `k6/experimental/csv` for one virtual user. The script half has checked the
/// types of arguments.
public final class CsvHost {
  private final VuScope scope;
  private final ScriptServices services;

  CsvHost(VuScope scope, ScriptServices services) {
    this.scope = scope;
    this.services = services;
  }

  /// All rows of a file from its cursor on, which all virtual users share.
  ///
  /// @param to the last line; -1 for no limit
  @HostAccess.Export
  public Object parse(
      Value opened, String delimiter, boolean skip, double from, double to, boolean asObjects) {
    if (scope.phase() != ScriptPhase.INIT) {
      throw new ScriptFault("csv.parse() can be used in the init stage only");
    }
    ScriptFile file = opened.asHostObject();
    CsvOptions options = options(delimiter, skip, from, to, asObjects);
    String key = "k6/experimental/csv " + file.path() + " " + file.cursor() + " " + options;
    SharedRows rows =
        services.shared(key, () -> new SharedRows(new CsvParser(file, options).rest()));
    file.moveTo(file.size());
    return rows;
  }

  /// Reads rows one by one.
  @HostAccess.Export
  public Object parser(
      Value opened, String delimiter, boolean skip, double from, double to, boolean asObjects) {
    if (scope.phase() != ScriptPhase.INIT) {
      throw new ScriptFault("new csv.Parser() can be used in the init stage only");
    }
    return new CsvParser(opened.asHostObject(), options(delimiter, skip, from, to, asObjects));
  }

  private static CsvOptions options(
      String delimiter, boolean skip, double from, double to, boolean asObjects) {
    return new CsvOptions(delimiter.charAt(0), skip, (long) from, (long) to, asObjects);
  }

  @HostAccess.Export
  public Value wrap() {
    return SharedArrays.wrap();
  }
}
