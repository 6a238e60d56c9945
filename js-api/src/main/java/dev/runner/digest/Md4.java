package dev.runner.digest;

/// MD4, as RFC 1320 describes it.
final class Md4 extends BlockDigest {
  private static final int SQRT_2 = 0x5A827999;
  private static final int SQRT_3 = 0x6ED9EBA1;
  private static final int[][] SHIFTS = {{3, 7, 11, 19}, {3, 5, 9, 13}, {3, 9, 11, 15}};

  /// Which word each of the 16 steps of the third round takes.
  private static final int[] THIRD = {0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15};

  Md4() {
    super("MD4", 0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476);
  }

  @Override
  void mix(int[] state, int[] x) {
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    for (int step = 0; step < 48; step++) {
      int round = step / 16;
      int i = step % 16;
      int sum =
          switch (round) {
            case 0 -> ((b & c) | (~b & d)) + x[i];
            case 1 -> ((b & c) | (b & d) | (c & d)) + x[i / 4 + i % 4 * 4] + SQRT_2;
            default -> (b ^ c ^ d) + x[THIRD[i]] + SQRT_3;
          };
      int turned = Integer.rotateLeft(a + sum, SHIFTS[round][i % 4]);
      a = d;
      d = c;
      c = b;
      b = turned;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
  }
}
