/// `k6/crypto`: digests, HMAC and random bytes.
///
/// Runs on the virtual user's thread.
@NullMarked
package dev.runner.js.crypto;

import org.jspecify.annotations.NullMarked;
