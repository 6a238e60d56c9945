/// The wire format of Protocol Buffers, as far as outputs write it.
@NullMarked
package dev.runner.output.protobuf;

import org.jspecify.annotations.NullMarked;
