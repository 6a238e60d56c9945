package dev.runner.cli;

/// The version of this program, from the manifest of its jar.
final class Version {
  private Version() {}

  /// Such as `0.1.0`; `dev` when run from loose classes.
  static String number() {
    String number = Version.class.getPackage().getImplementationVersion();
    return number == null ? "dev" : number;
  }
}
