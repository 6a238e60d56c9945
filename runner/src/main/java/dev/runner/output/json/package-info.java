/// The `json` output: one line of JSON for each sample, and one before them for each metric.
///
/// Used by the output's own thread. How a line looks is in [dev.runner.output.json.JsonLines]; how
/// text and numbers look is in [dev.runner.output.text.TextBytes].
@NullMarked
package dev.runner.output.json;

import org.jspecify.annotations.NullMarked;
