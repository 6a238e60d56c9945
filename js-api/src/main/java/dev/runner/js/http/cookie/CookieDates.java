package dev.runner.js.http.cookie;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Dates in cookies.
public final class CookieDates {
  private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{1,2}):(\\d{1,2})\\D?.*");
  private static final Pattern YEAR = Pattern.compile("(\\d{2}|\\d{4})");
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
  private static final DateTimeFormatter STRICT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss zzz", Locale.ENGLISH);

  private CookieDates() {}

  /// The date of an `Expires` attribute, read as leniently as browsers do (RFC 6265, 5.1.1), in
  /// milliseconds since the epoch; null if it is none.
  static @Nullable Long parse(String text) {
    int[] time = null;
    int day = -1;
    int month = -1;
    int year = -1;
    for (String token : text.split("[^0-9A-Za-z:]+", -1)) {
      Matcher clock = TIME.matcher(token);
      if (time == null && clock.matches()) {
        time =
            new int[] {
              Integer.parseInt(clock.group(1)),
              Integer.parseInt(clock.group(2)),
              Integer.parseInt(clock.group(3))
            };
      } else if (day < 0 && token.matches("\\d{1,2}")) {
        day = Integer.parseInt(token);
      } else if (month < 0 && token.matches("[A-Za-z]{3,}") && monthOf(token) > 0) {
        month = monthOf(token);
      } else if (year < 0 && YEAR.matcher(token).matches()) {
        year = Integer.parseInt(token);
        if (token.length() == 2) {
          year += year >= 70 ? 1900 : 2000;
        }
      }
    }
    if (time == null || day < 0 || month < 0 || year < 1601) {
      return null;
    }
    try {
      return LocalDateTime.of(year, month, day, time[0], time[1], time[2])
          .toInstant(ZoneOffset.UTC)
          .toEpochMilli();
    } catch (DateTimeException _) {
      return null;
    }
  }

  /// A date such as `Mon, 02 Jan 2006 15:04:05 GMT`, in milliseconds since the epoch; null if the
  /// text has any other form.
  public static @Nullable Long parseStrictly(String text) {
    try {
      return ZonedDateTime.parse(text, STRICT).toInstant().toEpochMilli();
    } catch (DateTimeParseException _) {
      return null;
    }
  }

  private static int monthOf(String token) {
    int at = MONTHS.indexOf(token.substring(0, 3).toLowerCase(Locale.ROOT));
    return at >= 0 && at % 3 == 0 ? at / 3 + 1 : -1;
  }
}
