package dev.runner.digest;

/// RIPEMD-160, as in "RIPEMD-160: A Strengthened Version of RIPEMD" by Dobbertin, Bosselaers and
/// Preneel (1996): two lines of five rounds run side by side and are added up.
final class Ripemd160 extends BlockDigest {
  private static final int[] LEFT_CONSTANTS = {0, 0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xA953FD4E};
  private static final int[] RIGHT_CONSTANTS = {0x50A28BE6, 0x5C4DD124, 0x6D703EF3, 0x7A6D76E9, 0};

  /// Which word each step takes.
  private static final int[] LEFT_WORDS = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    7, 4, 13, 1, 10, 6, 15, 3, 12, 0, 9, 5, 2, 14, 11, 8,
    3, 10, 14, 4, 9, 15, 8, 1, 2, 7, 0, 6, 13, 11, 5, 12,
    1, 9, 11, 10, 0, 8, 12, 4, 13, 3, 7, 15, 14, 5, 6, 2,
    4, 0, 5, 9, 7, 12, 2, 10, 14, 1, 3, 8, 11, 6, 15, 13
  };

  private static final int[] RIGHT_WORDS = {
    5, 14, 7, 0, 9, 2, 11, 4, 13, 6, 15, 8, 1, 10, 3, 12,
    6, 11, 3, 7, 0, 13, 5, 10, 14, 15, 8, 12, 4, 9, 1, 2,
    15, 5, 1, 3, 7, 14, 6, 9, 11, 8, 12, 2, 10, 0, 4, 13,
    8, 6, 4, 1, 3, 11, 15, 0, 5, 12, 2, 13, 9, 7, 10, 14,
    12, 15, 10, 4, 1, 5, 8, 7, 6, 2, 13, 14, 0, 3, 9, 11
  };

  /// How far each step rotates.
  private static final int[] LEFT_SHIFTS = {
    11, 14, 15, 12, 5, 8, 7, 9, 11, 13, 14, 15, 6, 7, 9, 8,
    7, 6, 8, 13, 11, 9, 7, 15, 7, 12, 15, 9, 11, 7, 13, 12,
    11, 13, 6, 7, 14, 9, 13, 15, 14, 8, 13, 6, 5, 12, 7, 5,
    11, 12, 14, 15, 14, 15, 9, 8, 9, 14, 5, 6, 8, 6, 5, 12,
    9, 15, 5, 11, 6, 8, 13, 12, 5, 12, 13, 14, 11, 8, 5, 6
  };

  private static final int[] RIGHT_SHIFTS = {
    8, 9, 9, 11, 13, 15, 15, 5, 7, 7, 8, 11, 14, 14, 12, 6,
    9, 13, 15, 7, 12, 8, 9, 11, 7, 7, 12, 7, 6, 15, 13, 11,
    9, 7, 15, 11, 8, 6, 6, 14, 12, 13, 5, 14, 13, 13, 7, 5,
    15, 5, 8, 11, 14, 14, 6, 14, 6, 9, 12, 9, 12, 5, 15, 8,
    8, 5, 12, 9, 12, 5, 14, 6, 8, 13, 6, 5, 15, 13, 11, 11
  };

  Ripemd160() {
    super("RIPEMD160", 0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0);
  }

  @Override
  void mix(int[] state, int[] x) {
    int[] left = state.clone();
    int[] right = state.clone();
    for (int step = 0; step < 80; step++) {
      int round = step / 16;
      turn(left, round, x[LEFT_WORDS[step]] + LEFT_CONSTANTS[round], LEFT_SHIFTS[step]);
      turn(right, 4 - round, x[RIGHT_WORDS[step]] + RIGHT_CONSTANTS[round], RIGHT_SHIFTS[step]);
    }
    int first = state[1] + left[2] + right[3];
    state[1] = state[2] + left[3] + right[4];
    state[2] = state[3] + left[4] + right[0];
    state[3] = state[4] + left[0] + right[1];
    state[4] = state[0] + left[1] + right[2];
    state[0] = first;
  }

  private static void turn(int[] v, int function, int addend, int shift) {
    int b = v[1];
    int c = v[2];
    int d = v[3];
    int mixed =
        switch (function) {
          case 0 -> b ^ c ^ d;
          case 1 -> (b & c) | (~b & d);
          case 2 -> (b | ~c) ^ d;
          case 3 -> (b & d) | (c & ~d);
          default -> b ^ (c | ~d);
        };
    int turned = Integer.rotateLeft(v[0] + mixed + addend, shift) + v[4];
    v[0] = v[4];
    v[4] = d;
    v[3] = Integer.rotateLeft(c, 10);
    v[2] = b;
    v[1] = turned;
  }
}
