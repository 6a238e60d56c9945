/// The HTML report: one file that needs nothing else, with charts, tables, options and script.
///
/// [dev.runner.report.html.PageData] says what is in it, as JSON; the page among the resources
/// draws that in the browser. Pure functions of the result.
@NullMarked
package dev.runner.report.html;

import org.jspecify.annotations.NullMarked;
