package dev.runner.report;

/// Colours of a terminal, or none.
record Palette(boolean on) {
  String title(String text) {
    return paint("1", text);
  }

  String good(String text) {
    return paint("32", text);
  }

  String bad(String text) {
    return paint("31", text);
  }

  String value(String text) {
    return paint("36", text);
  }

  String secondary(String text) {
    return paint("36;2", text);
  }

  String dim(String text) {
    return paint("37;2", text);
  }

  String source(String text) {
    return paint("37", text);
  }

  String mark(boolean ok) {
    return ok ? good("✓") : bad("✗");
  }

  private String paint(String code, String text) {
    return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
