/// The module `runner`: what test journeys need beyond k6. Steps, expectations, extraction of
/// values, think times, rows of CSV files, templates.
///
/// Runs on the virtual user's thread; a [CsvTable] serves all virtual users at once.
@NullMarked
package dev.runner.js.journey;

import org.jspecify.annotations.NullMarked;
