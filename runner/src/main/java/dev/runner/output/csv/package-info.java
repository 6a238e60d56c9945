/// The `csv` output: one row for each sample. See [dev.runner.output.csv.CsvRows].
@NullMarked
package dev.runner.output.csv;

import org.jspecify.annotations.NullMarked;
