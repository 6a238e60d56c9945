package dev.runner.js.http.auth;

import dev.runner.digest.Digests;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The messages of NTLM with NTLMv2 responses, as they stand in `Authorization` headers
/// (Microsoft's open specification MS-NLMP, sections 2.2.1 and 3.3.2).
public final class Ntlm {
  private static final byte[] SIGNATURE = {'N', 'T', 'L', 'M', 'S', 'S', 'P', 0};

  private static final int UNICODE = 0x1;
  private static final int REQUEST_TARGET = 0x4;
  private static final int NTLM = 0x200;
  private static final int ALWAYS_SIGN = 0x8000;
  private static final int EXTENDED_SECURITY = 0x80000;
  private static final int TARGET_INFO = 0x800000;
  private static final int FLAGS =
      UNICODE | REQUEST_TARGET | NTLM | ALWAYS_SIGN | EXTENDED_SECURITY | TARGET_INFO;

  /// The attribute of the target information that holds the server's time.
  private static final int TIMESTAMP = 7;

  /// From 1601, where Windows begins to count, to 1970, in units of 100 ns.
  private static final long EPOCH_TICKS = 116_444_736_000_000_000L;

  private static final int HEAD_BYTES = 64;

  private Ntlm() {}

  /// The header that begins the negotiation.
  public static String negotiate() {
    ByteBuffer message = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    message.put(SIGNATURE).putInt(1).putInt(FLAGS);
    return header(message.array());
  }

  /// The header that answers the server's challenge.
  ///
  /// @param challengeHeader the value of `WWW-Authenticate`
  /// @param clientChallenge 8 random bytes
  /// @param epochMillis the time
  /// @return null if the header is no challenge
  public static @Nullable String authenticate(
      Credentials who, String challengeHeader, byte[] clientChallenge, long epochMillis) {
    byte[] challenge = challenge(challengeHeader);
    if (challenge == null) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(challenge).order(ByteOrder.LITTLE_ENDIAN);
    byte[] serverChallenge = Arrays.copyOfRange(challenge, 24, 32);
    byte[] info = new byte[0];
    if (challenge.length >= 48) {
      int length = Short.toUnsignedInt(in.getShort(40));
      int offset = in.getInt(44);
      if (offset < 0 || offset > challenge.length - length) {
        return null;
      }
      info = Arrays.copyOfRange(challenge, offset, offset + length);
    }
    String user = who.user();
    String domain = "";
    int backslash = user.indexOf('\\');
    if (backslash >= 0) {
      domain = user.substring(0, backslash);
      user = user.substring(backslash + 1);
    }
    byte[] key = responseKey(user, who.password(), domain);
    Long serverTicks = serverTicks(info);
    long ticks = serverTicks == null ? epochMillis * 10_000 + EPOCH_TICKS : serverTicks;
    byte[] nt = ntResponse(key, serverChallenge, clientChallenge, ticks, info);
    byte[] lm =
        serverTicks == null ? lmResponse(key, serverChallenge, clientChallenge) : new byte[24];
    int flags = in.getInt(20) & FLAGS;
    return header(message(lm, nt, utf16(domain), utf16(user), flags));
  }

  /// Whether a value of `WWW-Authenticate` is a challenge that [#authenticate] may answer.
  public static boolean isChallenge(String header) {
    return challenge(header) != null;
  }

  private static byte @Nullable [] challenge(String header) {
    if (!header.regionMatches(true, 0, "NTLM ", 0, 5)) {
      return null;
    }
    byte[] message;
    try {
      message = Base64.getDecoder().decode(header.substring(5).trim());
    } catch (IllegalArgumentException e) {
      return null;
    }
    boolean good =
        message.length >= 32 && Arrays.equals(SIGNATURE, 0, 8, message, 0, 8) && message[8] == 2;
    return good ? message : null;
  }

  private static byte[] message(byte[] lm, byte[] nt, byte[] domain, byte[] user, int flags) {
    int length = HEAD_BYTES + domain.length + user.length + lm.length + nt.length;
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(SIGNATURE).putInt(3);
    int domainAt = HEAD_BYTES;
    int userAt = domainAt + domain.length;
    int lmAt = userAt + user.length;
    int ntAt = lmAt + lm.length;
    field(out, lm.length, lmAt);
    field(out, nt.length, ntAt);
    field(out, domain.length, domainAt);
    field(out, user.length, userAt);
    field(out, 0, length);
    field(out, 0, length);
    out.putInt(flags);
    out.put(domain).put(user).put(lm).put(nt);
    return out.array();
  }

  private static void field(ByteBuffer out, int length, int offset) {
    out.putShort((short) length).putShort((short) length).putInt(offset);
  }

  /// NTOWFv2.
  static byte[] responseKey(String user, String password, String domain) {
    byte[] hash = Digests.md4().digest(utf16(password));
    return hmac(hash, utf16(user.toUpperCase(Locale.ROOT) + domain));
  }

  /// @param ticks the time in units of 100 ns since 1601
  static byte[] ntResponse(
      byte[] key, byte[] serverChallenge, byte[] clientChallenge, long ticks, byte[] info) {
    ByteBuffer blob = ByteBuffer.allocate(32 + info.length).order(ByteOrder.LITTLE_ENDIAN);
    blob.put((byte) 1).put((byte) 1).putShort((short) 0).putInt(0);
    blob.putLong(ticks).put(clientChallenge).putInt(0).put(info).putInt(0);
    byte[] proof = hmac(key, serverChallenge, blob.array());
    return join(proof, blob.array());
  }

  static byte[] lmResponse(byte[] key, byte[] serverChallenge, byte[] clientChallenge) {
    return join(hmac(key, serverChallenge, clientChallenge), clientChallenge);
  }

  private static @Nullable Long serverTicks(byte[] info) {
    ByteBuffer in = ByteBuffer.wrap(info).order(ByteOrder.LITTLE_ENDIAN);
    while (in.remaining() >= 4) {
      int id = in.getShort();
      int length = Short.toUnsignedInt(in.getShort());
      if (id == 0 || length > in.remaining()) {
        return null;
      }
      if (id == TIMESTAMP && length == 8) {
        return in.getLong();
      }
      in.position(in.position() + length);
    }
    return null;
  }

  private static String header(byte[] message) {
    return "NTLM " + Base64.getEncoder().encodeToString(message);
  }

  private static byte[] utf16(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }

  private static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(key, "HmacMD5"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no HmacMD5", e);
    }
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
