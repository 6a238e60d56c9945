/// Outputs to Prometheus and what speaks its protocols: remote write, where this program sends, and
/// a page to scrape, where it is asked.
@NullMarked
package dev.runner.output.prometheus;

import org.jspecify.annotations.NullMarked;
