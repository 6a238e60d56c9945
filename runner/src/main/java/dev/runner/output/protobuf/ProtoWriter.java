package dev.runner.output.protobuf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes of a Protocol Buffers message in the making, field by field; see the encoding guide at
/// protobuf.dev. As in proto3, the writer leaves it to its caller to leave out zeros. Not
/// thread-safe.
public final class ProtoWriter {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;

  private byte[] bytes;
  private int size;

  public ProtoWriter(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
  }

  /// In bytes.
  public int size() {
    return size;
  }

  public byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  public void clear() {
    size = 0;
  }

  /// Begins a message in a field.
  ///
  /// @return to be given to [#end]
  public int begin(int field) {
    tag(field, LENGTH);
    return size;
  }

  /// Ends the message begun last: puts its length before it.
  public void end(int begun) {
    int length = size - begun;
    int prefix = varintSize(length);
    room(prefix);
    System.arraycopy(bytes, begun, bytes, begun + prefix, length);
    size = begun;
    varint(length);
    size += length;
  }

  /// An `int32`, `int64`, `uint64`, `bool` or enum.
  public void integer(int field, long value) {
    tag(field, VARINT);
    varint(value);
  }

  /// An `sint32` or `sint64`.
  public void signed(int field, long value) {
    tag(field, VARINT);
    varint(zigZag(value));
  }

  /// A `double`.
  public void number(int field, double value) {
    fixed(field, Double.doubleToRawLongBits(value));
  }

  /// A `fixed64` or `sfixed64`.
  public void fixed(int field, long value) {
    tag(field, FIXED64);
    fixed(value);
  }

  public void string(int field, String text) {
    data(field, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Bytes, or a message that is encoded already.
  public void data(int field, byte[] value) {
    tag(field, LENGTH);
    varint(value.length);
    raw(value);
  }

  /// Appends fields that are encoded already, or a value of a packed field.
  public void raw(byte[] encoded) {
    room(encoded.length);
    System.arraycopy(encoded, 0, bytes, size, encoded.length);
    size += encoded.length;
  }

  /// One value of a packed field of `uint64` and the like, or the length before a message in a
  /// stream.
  public void varint(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /// One value of a packed field of `sint64` and the like.
  public void signed(long value) {
    varint(zigZag(value));
  }

  /// One value of a packed field of `fixed64` and the like.
  public void fixed(long value) {
    room(Long.BYTES);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  private void tag(int field, int wireType) {
    varint(((long) field << 3) | wireType);
  }

  private static long zigZag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  private static int varintSize(int value) {
    int significant = Integer.SIZE - Integer.numberOfLeadingZeros(value | 1);
    return (significant + 6) / 7;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
