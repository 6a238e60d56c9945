/// What we say at the end: the summary as text for people and as JSON for machines.
///
/// Pure functions of a snapshot and a verdict, any thread. Add a shape or a section here; what is
/// counted is decided in `metrics`.
@NullMarked
package dev.runner.report;

import org.jspecify.annotations.NullMarked;
