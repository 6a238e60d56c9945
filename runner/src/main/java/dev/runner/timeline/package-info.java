/// How the numbers of a run went over time: for each of some dozens of tracks, what its samples add
/// up to in each interval.
///
/// [dev.runner.timeline.TimelineOutput] gathers a [dev.runner.timeline.Timeline] while the test
/// runs, in bounded memory: when a track gets too long, its intervals get twice as wide. Intervals
/// begin at multiples of their width since 1970, so that timelines of several machines can be
/// merged. What is recorded is decided in [dev.runner.timeline.Routes].
@NullMarked
package dev.runner.timeline;

import org.jspecify.annotations.NullMarked;
