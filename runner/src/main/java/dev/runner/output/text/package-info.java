/// Text for outputs, made as bytes without strings in between: see
/// [dev.runner.output.text.TextBytes].
@NullMarked
package dev.runner.output.text;

import org.jspecify.annotations.NullMarked;
