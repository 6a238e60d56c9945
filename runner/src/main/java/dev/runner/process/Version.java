package dev.runner.process;

import java.util.Locale;

/// The version of this program, from the manifest of its jar.
public final class Version {
  private Version() {}

  /// Such as `0.1.0`; `dev` when run from loose classes.
  public static String number() {
    String number = Version.class.getPackage().getImplementationVersion();
    return number == null ? "dev" : number;
  }

  /// What runs the program, such as `OpenJDK 64-Bit Server VM 25.0.3+9-LTS`.
  public static String java() {
    return System.getProperty("java.vm.name") + " " + Runtime.version();
  }

  /// Such as `Linux/amd64`.
  public static String system() {
    return System.getProperty("os.name") + "/" + System.getProperty("os.arch");
  }

  /// The processor as container images and other tools name it, such as `amd64` or `arm64`.
  public static String architecture() {
    String name = System.getProperty("os.arch");
    return switch (name) {
      case "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      default -> name;
    };
  }

  /// The operating system as they name it: `linux`, `darwin`, `windows`.
  public static String operatingSystem() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : name;
  }

  /// All of it in one line.
  public static String line() {
    return "runner v" + number() + " (" + java() + ", " + system() + ")";
  }
}
