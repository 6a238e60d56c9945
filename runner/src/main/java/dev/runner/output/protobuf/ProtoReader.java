package dev.runner.output.protobuf;

import java.util.Arrays;

/// Reads a Protocol Buffers message field by field; see the encoding guide at protobuf.dev. A
/// message that is cut off or malformed ends early. Not thread-safe.
public final class ProtoReader {
  private static final byte[] NONE = {};
  private static final int BYTE_BITS = 7;
  private static final int MORE = 0x80;

  private final byte[] bytes;
  private int at;
  private int field;
  private long integer;
  private byte[] data = NONE;

  public ProtoReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Goes on to the next field.
  ///
  /// @return whether there is one
  public boolean next() {
    if (at >= bytes.length) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    integer = 0;
    data = NONE;
    return switch ((int) tag & 7) {
      case 0 -> {
        integer = varint();
        yield at <= bytes.length;
      }
      case 1 -> skip(Long.BYTES);
      case 2 -> {
        long length = varint();
        int from = at;
        boolean whole = skip(length);
        if (whole) {
          data = Arrays.copyOfRange(bytes, from, at);
        }
        yield whole;
      }
      case 5 -> skip(Integer.BYTES);
      default -> skip(bytes.length + 1L);
    };
  }

  /// The number of the field.
  public int field() {
    return field;
  }

  /// The value of an `int32`, `int64`, `uint64`, `bool` or enum; 0 of any other field.
  public long integer() {
    return integer;
  }

  /// The value of a string, bytes or a message; empty of any other field.
  public byte[] data() {
    return data;
  }

  private boolean skip(long length) {
    if (length < 0 || length > bytes.length - at) {
      at = bytes.length + 1;
      return false;
    }
    at += (int) length;
    return true;
  }

  /// Goes beyond the end if the message is cut off in it.
  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += BYTE_BITS) {
      if (at >= bytes.length) {
        break;
      }
      byte one = bytes[at++];
      value |= (one & 0x7FL) << shift;
      if ((one & MORE) == 0) {
        return value;
      }
    }
    at = bytes.length + 1;
    return value;
  }
}
