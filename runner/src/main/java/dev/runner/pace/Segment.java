package dev.runner.pace;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// The part of a test that one of several instances runs. What the instances of one sequence run
/// adds up to the whole test, each thing once.
///
/// @param bounds where the parts of the sequence begin and end, ascending from 0; the last stands
///   for the whole
/// @param position which of the parts this is, from 0
public record Segment(List<Long> bounds, int position) {
  /// The whole test.
  public static final Segment WHOLE = new Segment(List.of(0L, 1L), 0);

  private static final Pattern RATIO = Pattern.compile("(\\d{1,18})/(\\d{1,18})");
  private static final Pattern DECIMAL =
      Pattern.compile("(\\d{1,18}(?:\\.\\d{0,18})?|\\.\\d{1,18})(%?)");

  /// How finely a sequence may divide: the common denominator of its fractions.
  private static final BigInteger FINEST = BigInteger.valueOf(1_000_000_000L);

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public Segment {
    bounds = List.copyOf(bounds);
    boolean ascending = bounds.size() > 1 && bounds.getFirst() == 0;
    for (int i = 1; i < bounds.size(); i++) {
      ascending &= bounds.get(i) > bounds.get(i - 1);
    }
    if (!ascending || position < 0 || position > bounds.size() - 2) {
      throw new IllegalArgumentException("part " + position + " of bounds " + bounds);
    }
  }

  /// Reads a segment and the sequence it is part of.
  ///
  /// @param segment `from:to` or `to`, each as `10%`, `0.1` or `1/10`; empty for the whole
  /// @param sequence all bounds, such as `0,1/3,2/3,1`; empty for those of the segment
  /// @throws IllegalArgumentException with what is wrong, to be read after the name of the option
  public static Segment parse(String segment, String sequence) {
    String text = segment.isBlank() ? "0:1" : segment;
    int colon = text.indexOf(':');
    Fraction from = colon < 0 ? Fraction.ZERO : Fraction.parse(text.substring(0, colon));
    Fraction to = Fraction.parse(text.substring(colon + 1));
    if (from.compareTo(to) >= 0) {
      throw new IllegalArgumentException(
          "must be a part of the test such as 1/3:2/3, from less to more, found '" + text + "'");
    }
    List<Fraction> bounds =
        sequence.isBlank() ? filled(List.of(from, to), text) : fractions(sequence);
    int position = bounds.indexOf(from);
    if (position < 0 || !bounds.get(position + 1).equals(to)) {
      throw new IllegalArgumentException(
          "must be one of the parts of its sequence: '"
              + text
              + "' does not lie between two neighbours of '"
              + sequence
              + "'");
    }
    BigInteger whole = BigInteger.ONE;
    for (Fraction bound : bounds) {
      whole = whole.divide(whole.gcd(bound.denominator())).multiply(bound.denominator());
    }
    if (whole.compareTo(FINEST) > 0) {
      throw new IllegalArgumentException(
          "divides too finely: its fractions must have a common denominator of at most " + FINEST);
    }
    BigInteger denominator = whole;
    return new Segment(
        bounds.stream()
            .map(b -> b.numerator().multiply(denominator.divide(b.denominator())).longValueExact())
            .toList(),
        position);
  }

  /// Checks a sequence by itself.
  ///
  /// @throws IllegalArgumentException with what is wrong, to be read after the name of the option
  public static void checkSequence(String sequence) {
    if (!sequence.isBlank()) {
      fractions(sequence);
    }
  }

  private static List<Fraction> fractions(String sequence) {
    List<Fraction> fractions = new ArrayList<>();
    for (String part : sequence.split(",", -1)) {
      fractions.add(Fraction.parse(part));
    }
    return filled(fractions, sequence);
  }

  /// The same bounds, with 0 and 1 around them if they are not there.
  private static List<Fraction> filled(List<Fraction> all, String text) {
    List<Fraction> bounds = new ArrayList<>();
    bounds.add(Fraction.ZERO);
    for (Fraction bound : all) {
      int order = bounds.getLast().compareTo(bound);
      if (order > 0 || (order == 0 && bounds.size() > 1)) {
        throw new IllegalArgumentException("must rise from 0 to 1, found '" + text + "'");
      }
      if (order < 0) {
        bounds.add(bound);
      }
    }
    if (bounds.getLast().compareTo(Fraction.ONE) < 0) {
      bounds.add(Fraction.ONE);
    }
    return bounds;
  }

  public boolean isWhole() {
    return bounds.size() == 2;
  }

  /// What belongs to this part of a row of things that all parts share: virtual users, or
  /// iterations that start by the clock.
  public Stripe stripe() {
    return new Stripe(weights(), position);
  }

  /// What belongs to this part of a row of things that the virtual users share: each part takes as
  /// much as it has of those.
  ///
  /// @param vus how many virtual users all parts have, at least 1
  public Stripe stripeByVus(int vus) {
    List<Long> weights = weights();
    return new Stripe(
        LongStream.range(0, weights.size())
            .map(part -> new Stripe(weights, (int) part).count((long) vus))
            .boxed()
            .toList(),
        position);
  }

  private List<Long> weights() {
    List<Long> weights = new ArrayList<>();
    for (int i = 1; i < bounds.size(); i++) {
      weights.add(bounds.get(i) - bounds.get(i - 1));
    }
    return weights;
  }

  /// Its share of the whole in percent, with two digits after the point: `33.33`.
  public String percent() {
    return HUNDRED
        .multiply(BigDecimal.valueOf(bounds.get(position + 1) - bounds.get(position)))
        .divide(BigDecimal.valueOf(bounds.getLast()), 2, RoundingMode.HALF_EVEN)
        .toPlainString();
  }

  /// The way users write it, such as `1/3:2/3`.
  @Override
  public String toString() {
    return bound(position) + ":" + bound(position + 1);
  }

  private String bound(int index) {
    return Fraction.of(BigInteger.valueOf(bounds.get(index)), BigInteger.valueOf(bounds.getLast()))
        .toString();
  }

  /// An exact number from 0 to 1, in lowest terms.
  private record Fraction(BigInteger numerator, BigInteger denominator)
      implements Comparable<Fraction> {
    static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);
    static final Fraction ONE = new Fraction(BigInteger.ONE, BigInteger.ONE);

    static Fraction of(BigInteger numerator, BigInteger denominator) {
      BigInteger gcd = numerator.gcd(denominator);
      return new Fraction(numerator.divide(gcd), denominator.divide(gcd));
    }

    static Fraction parse(String text) {
      String given = text.strip();
      Matcher ratio = RATIO.matcher(given);
      Matcher decimal = DECIMAL.matcher(given);
      if (ratio.matches() && new BigInteger(ratio.group(2)).signum() > 0) {
        return checked(of(new BigInteger(ratio.group(1)), new BigInteger(ratio.group(2))), given);
      }
      if (decimal.matches()) {
        BigDecimal value = new BigDecimal(decimal.group(1));
        if (!decimal.group(2).isEmpty()) {
          value = value.movePointLeft(2);
        }
        value = value.setScale(Math.max(0, value.scale()));
        return checked(of(value.unscaledValue(), BigInteger.TEN.pow(value.scale())), given);
      }
      throw new IllegalArgumentException(
          "must be made of fractions such as 10%, 0.25 or 1/3, found '" + text + "'");
    }

    private static Fraction checked(Fraction fraction, String text) {
      if (fraction.compareTo(ONE) > 0) {
        throw new IllegalArgumentException("must stay between 0 and 1, found '" + text + "'");
      }
      return fraction;
    }

    @Override
    public int compareTo(Fraction other) {
      return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    @Override
    public String toString() {
      return denominator.equals(BigInteger.ONE)
          ? numerator.toString()
          : numerator + "/" + denominator;
    }
  }
}
