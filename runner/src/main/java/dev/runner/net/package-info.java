/// Where connections may go and how they introduce themselves: host tables, blocked names and
/// addresses, local addresses, proxies, TLS versions and client certificates.
///
/// Values and rules only, no sockets; immutable and safe for use by many threads unless they say
/// otherwise. What cannot be parsed is an [IllegalArgumentException] whose message can be read
/// after the name of the option.
@NullMarked
package dev.runner.net;

import org.jspecify.annotations.NullMarked;
