package dev.runner.progress;

/// How requests went in the last seconds.
///
/// @param perSecond requests a second
/// @param peak the most requests in any second so far
/// @param failedShare of them, from 0 to 1
/// @param p50 half of them took no longer, in milliseconds; likewise the others
public record LiveNumbers(
    double perSecond, double peak, double failedShare, double p50, double p95, double p99) {}
