/// Where samples go while the test runs.
///
/// Each output writes on a platform thread of its own, so that it never slows the virtual users;
/// see [dev.runner.output.OutputFanout]. To add one, implement [dev.runner.output.OutputFactory] in
/// a folder of its own next to `json` and list it where runs are put together.
@NullMarked
package dev.runner.output;

import org.jspecify.annotations.NullMarked;
