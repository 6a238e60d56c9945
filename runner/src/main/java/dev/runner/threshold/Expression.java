package dev.runner.threshold;

/// A demand on one number, such as `p(95)<500`.
///
/// @param limit in the metric's unit; milliseconds for times
public record Expression(Aggregation aggregation, Operator operator, double limit) {

  public boolean holdsFor(double observed) {
    return switch (operator) {
      case GREATER -> observed > limit;
      case GREATER_OR_EQUAL -> observed >= limit;
      case LESS -> observed < limit;
      case LESS_OR_EQUAL -> observed <= limit;
      case EQUAL -> observed == limit;
      case NOT_EQUAL -> observed != limit;
    };
  }

  /// How the observed number is compared with the limit.
  public enum Operator {
    GREATER,
    GREATER_OR_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    EQUAL,
    NOT_EQUAL
  }
}
