/// The control interface of a running test: k6's REST API, version 1, and scenarios that can be
/// changed; the server and a client for it.
///
/// The server looks at a [dev.runner.control.LiveTest] when asked and costs nothing in between; its
/// few threads may block. Paths and answers are decided in [dev.runner.control.Api], who may ask in
/// [dev.runner.control.Guard].
@NullMarked
package dev.runner.control;

import org.jspecify.annotations.NullMarked;
