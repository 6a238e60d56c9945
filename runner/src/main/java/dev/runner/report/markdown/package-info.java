/// The result of a test as Markdown, for comments on pull requests and summaries of builds.
@NullMarked
package dev.runner.report.markdown;

import org.jspecify.annotations.NullMarked;
