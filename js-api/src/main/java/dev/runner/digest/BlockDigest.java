package dev.runner.digest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;

/// A digest of the MD family: blocks of 64 bytes, read as 16 little-endian words, change a state of
/// words; the last block ends with the number of bits.
abstract class BlockDigest extends MessageDigest implements Cloneable {
  private static final int BLOCK = 64;
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int[] initial;
  private int[] state;
  private byte[] block = new byte[BLOCK];
  private int[] words = new int[BLOCK / Integer.BYTES];
  private int filled;
  private long length;

  BlockDigest(String name, int... initial) {
    super(name);
    this.initial = initial;
    this.state = initial.clone();
  }

  /// Changes the state by one block of 16 words.
  abstract void mix(int[] state, int[] block);

  private void take(byte[] from, int offset) {
    for (int i = 0; i < words.length; i++) {
      words[i] = (int) WORD.get(from, offset + i * Integer.BYTES);
    }
    mix(state, words);
  }

  @Override
  protected void engineUpdate(byte input) {
    block[filled++] = input;
    length++;
    if (filled == BLOCK) {
      take(block, 0);
      filled = 0;
    }
  }

  @Override
  protected void engineUpdate(byte[] input, int offset, int count) {
    int at = offset;
    int end = offset + count;
    while (at < end) {
      if (filled == 0 && end - at >= BLOCK) {
        take(input, at);
        at += BLOCK;
        length += BLOCK;
      } else {
        engineUpdate(input[at++]);
      }
    }
  }

  @Override
  protected byte[] engineDigest() {
    long bits = length * Byte.SIZE;
    engineUpdate((byte) 0x80);
    while (filled != BLOCK - Long.BYTES) {
      engineUpdate((byte) 0);
    }
    LONG.set(block, BLOCK - Long.BYTES, bits);
    take(block, 0);
    var result = new byte[state.length * Integer.BYTES];
    for (int i = 0; i < state.length; i++) {
      WORD.set(result, i * Integer.BYTES, state[i]);
    }
    engineReset();
    return result;
  }

  @Override
  protected int engineGetDigestLength() {
    return initial.length * Integer.BYTES;
  }

  @Override
  protected void engineReset() {
    state = initial.clone();
    Arrays.fill(block, (byte) 0);
    filled = 0;
    length = 0;
  }

  @Override
  public Object clone() throws CloneNotSupportedException {
    BlockDigest copy = (BlockDigest) super.clone();
    copy.state = state.clone();
    copy.block = block.clone();
    copy.words = words.clone();
    return copy;
  }
}
