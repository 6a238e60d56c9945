/// The result of a test as JUnit XML, which servers for continuous integration read.
@NullMarked
package dev.runner.report.junit;

import org.jspecify.annotations.NullMarked;
