package dev.runner.process;

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

  /// All of it in one line.
  public static String line() {
    return "runner v" + number() + " (" + java() + ", " + system() + ")";
  }
}
