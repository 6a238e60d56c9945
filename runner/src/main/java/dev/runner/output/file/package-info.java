/// Files that outputs write to: plain, gzip or Zstandard by their name, or standard output. See
/// [dev.runner.output.file.Target].
@NullMarked
package dev.runner.output.file;

import org.jspecify.annotations.NullMarked;
