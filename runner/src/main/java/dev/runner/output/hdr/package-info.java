/// The `hdr` output: interval histograms of all trends as a log that HdrHistogram tools read. See
/// [dev.runner.output.hdr.HdrOutput].
@NullMarked
package dev.runner.output.hdr;

import org.jspecify.annotations.NullMarked;
