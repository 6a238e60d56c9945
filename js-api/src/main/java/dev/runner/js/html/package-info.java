/// `k6/html`: documents that scripts search with CSS selectors.
///
/// jsoup parses and selects; `library.js` makes selections and elements of that, for `k6/html` and
/// for other modules that have HTML to show ([HtmlLibrary]). Runs on the virtual user's thread.
@NullMarked
package dev.runner.js.html;

import org.jspecify.annotations.NullMarked;
