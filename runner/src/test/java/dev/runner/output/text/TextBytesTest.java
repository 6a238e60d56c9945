package dev.runner.output.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextBytesTest {
  private static String number(double value) {
    var bytes = new TextBytes(1);
    bytes.number(value);
    return new String(bytes.toArray(), StandardCharsets.UTF_8);
  }

  private static String string(String text) {
    var bytes = new TextBytes(1);
    bytes.jsonString(text);
    return new String(bytes.toArray(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest(name = "{0} is written as {1}")
  @CsvSource({
    "0, 0",
    "1, 1",
    "-17, -17",
    "1234567890123, 1234567890123",
    "0.5, 0.5",
    "-0.000123, -0.000123",
    "12.345678, 12.345678",
    "100.05, 100.05",
    "0.1234567, 0.1234567",
    "0.000001, 0.000001",
    "0.00000123, 0.00000123",
    "0.0000001, 1e-7",
    "-1.25e-9, -1.25e-9",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "1.5e300, 1.5e+300",
    "NaN, null",
    "-Infinity, null"
  })
  void numbers(double value, String text) {
    assertThat(number(value)).isEqualTo(text);
  }

  @Test
  @DisplayName("Every number reads as the value that was written, in no more digits than needed")
  void roundTrip() {
    var random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      double value =
          switch (i % 3) {
            case 0 -> random.nextLong(10_000_000_000L) / 1e6;
            case 1 -> Double.longBitsToDouble(random.nextLong());
            default -> random.nextGaussian() * 1_000;
          };
      if (Double.isFinite(value)) {
        String text = number(value);
        assertThat(Double.parseDouble(text)).isEqualTo(value);
        if (Math.abs(value) < 1e15) {
          assertThat(digits(text)).isLessThanOrEqualTo(digits(Double.toString(value)));
        }
      }
    }
  }

  private static int digits(String number) {
    String plain = number.replaceFirst("[eE].*", "").replaceFirst("\\.0$", "");
    return plain.replaceAll("[-.]", "").replaceFirst("^0+", "").replaceFirst("0+$", "").length();
  }

  @Test
  @DisplayName("Quotes, backslashes and control characters are escaped, all else is UTF-8")
  void strings() {
    assertThat(string("a\"b\\c\n\r\t\u0001/é€😀"))
        .isEqualTo("\"a\\\"b\\\\c\\n\\r\\t\\u0001/é€😀\"");
    assertThat(string("\ud83d!")).isEqualTo("\"\ufffd!\"");
  }
}
