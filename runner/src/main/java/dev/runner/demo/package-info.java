/// A small web server to try the runner on: a shop, and routes that echo what was sent.
///
/// All answers are computed on Jetty's few platform threads and never block them; delays wait on
/// its scheduler. A new route is a line in the class whose routes it resembles; it shows up on `/`
/// by itself, and belongs into `docs/demo-server.md` too.
@NullMarked
package dev.runner.demo;

import org.jspecify.annotations.NullMarked;
