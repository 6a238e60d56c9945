/// Recordings: whole results of test runs in files, to be reported on later or merged.
///
/// A recording is a text of JSON lines, compressed; docs/outputs/run.md describes it.
/// [dev.runner.recording.RecordingFormat] writes one, [dev.runner.recording.RecordingReader] reads
/// it, [dev.runner.recording.Merge] makes one result of several. Pure functions but for the files.
@NullMarked
package dev.runner.recording;

import org.jspecify.annotations.NullMarked;
