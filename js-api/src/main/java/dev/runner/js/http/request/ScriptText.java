package dev.runner.js.http.request;

import java.math.BigDecimal;
import org.graalvm.polyglot.Value;

/// Script values as the text that JavaScript's own conversion gives.
public final class ScriptText {
  private ScriptText() {}

  public static String of(Value value) {
    if (value.isString()) {
      return value.asString();
    }
    if (value.isNumber()) {
      return number(value);
    }
    if (value.hasArrayElements()) {
      var joined = new StringBuilder();
      for (long i = 0; i < value.getArraySize(); i++) {
        Value element = value.getArrayElement(i);
        joined.append(i == 0 ? "" : ",").append(element.isNull() ? "" : of(element));
      }
      return joined.toString();
    }
    return value.hasMembers() && !value.canExecute() ? "[object Object]" : value.toString();
  }

  private static String number(Value value) {
    if (value.fitsInLong()) {
      return Long.toString(value.asLong());
    }
    double number = value.asDouble();
    if (number == 0) {
      return "0";
    }
    double size = Math.abs(number);
    if (size >= 1e-6 && size < 1e21) {
      return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }
    String text = Double.toString(number).replace(".0E", "E").replace("E-", "e-");
    return text.replace("E", "e+");
  }
}
