package dev.runner.executor;

import dev.runner.pace.VuDemand;
import java.util.OptionalLong;

/// What a scenario does if all goes as planned, from its start on.
///
/// @param vus the virtual users that iterate; where iterations start by the clock, those that may
/// @param iterations how many iterations there are; empty if that depends on how long they take
public record Outlook(VuDemand vus, OptionalLong iterations) {}
