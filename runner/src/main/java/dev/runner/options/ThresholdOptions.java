package dev.runner.options;

import java.time.Duration;

/// One threshold of one metric as written by the user.
///
/// @param expression such as `p(95)<500`
/// @param abortOnFail whether the test stops once it fails
/// @param delayAbortEval how long the test must have run before it may stop for this
public record ThresholdOptions(String expression, boolean abortOnFail, Duration delayAbortEval) {}
