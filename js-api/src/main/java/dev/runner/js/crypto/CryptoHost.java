package dev.runner.js.crypto;

import dev.runner.digest.Digests;
import dev.runner.digest.Hmac;
import dev.runner.js.module.ScriptBytes;
import dev.runner.js.module.ScriptFault;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;

/// The Java half of `k6/crypto` for one virtual user.
public final class CryptoHost {
  private static final int MAX_RANDOM = 256 << 20;

  /// Not seeded: these bytes are for keys.
  private final SecureRandom random = new SecureRandom();

  CryptoHost() {}

  @HostAccess.Export
  public Object digest(String algorithm, Value data, String encoding) {
    return OutputEncoding.of(encoding).encode(fresh(algorithm).digest(ScriptBytes.of(data)));
  }

  @HostAccess.Export
  public Object hmac(String algorithm, Value secret, Value data, String encoding) {
    OutputEncoding format = OutputEncoding.of(encoding);
    Hmac hmac = Hmac.of(fresh(algorithm), ScriptBytes.of(secret));
    hmac.update(ScriptBytes.of(data));
    return format.encode(hmac.digest());
  }

  @HostAccess.Export
  public RunningDigest startDigest(String algorithm) {
    return RunningDigest.of(fresh(algorithm));
  }

  @HostAccess.Export
  public RunningDigest startHmac(String algorithm, Value secret) {
    return RunningDigest.of(Hmac.of(fresh(algorithm), ScriptBytes.of(secret)));
  }

  @HostAccess.Export
  public String hex(Value data) {
    return HexFormat.of().formatHex(ScriptBytes.of(data));
  }

  /// @param size in bytes, at least 1
  @HostAccess.Export
  public ByteBuffer random(double size) {
    if (!(size >= 1) || size > MAX_RANDOM || size != Math.rint(size)) {
      throw new ScriptFault(
          "randomBytes() takes a number of bytes from 1 to " + MAX_RANDOM + ", found " + size);
    }
    var bytes = new byte[(int) size];
    random.nextBytes(bytes);
    return ScriptBytes.toScript(bytes);
  }

  private static MessageDigest fresh(String algorithm) {
    return Digests.named(algorithm)
        .orElseThrow(
            () ->
                new ScriptFault(
                    "there is no hash algorithm '"
                        + algorithm
                        + "': use md4, md5, sha1, sha256, sha384, sha512, sha512_224, sha512_256"
                        + " or ripemd160"));
  }
}
