package dev.runner.js.crypto;

import dev.runner.digest.Hmac;
import dev.runner.js.module.ScriptBytes;
import java.security.MessageDigest;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;

/// A digest or HMAC that takes its input piece by piece and can be asked at any time.
public final class RunningDigest {
  private final Consumer<byte[]> input;
  private final Supplier<byte[]> result;

  private RunningDigest(Consumer<byte[]> input, Supplier<byte[]> result) {
    this.input = input;
    this.result = result;
  }

  static RunningDigest of(MessageDigest digest) {
    return new RunningDigest(
        digest::update,
        () -> {
          try {
            return ((MessageDigest) digest.clone()).digest();
          } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(digest.getAlgorithm() + " cannot be copied", e);
          }
        });
  }

  static RunningDigest of(Hmac hmac) {
    return new RunningDigest(hmac::update, hmac::digest);
  }

  @HostAccess.Export
  public void update(Value data) {
    input.accept(ScriptBytes.of(data));
  }

  @HostAccess.Export
  public Object digest(String encoding) {
    return OutputEncoding.of(encoding).encode(result.get());
  }
}
