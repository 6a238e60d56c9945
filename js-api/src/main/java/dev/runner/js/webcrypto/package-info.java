/// Web Cryptography as the global `crypto`, over the cryptography of the JDK.
///
/// Runs on the virtual user's thread.
@NullMarked
package dev.runner.js.webcrypto;

import org.jspecify.annotations.NullMarked;
