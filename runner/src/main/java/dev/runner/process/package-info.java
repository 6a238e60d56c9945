/// The world around one call of the program: streams, environment, terminal, signals.
///
/// Everything that a test replaces when it runs the whole program in its own process. Signals come
/// in on threads of the JVM.
@NullMarked
package dev.runner.process;

import org.jspecify.annotations.NullMarked;
