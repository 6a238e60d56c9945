package dev.runner.net;

import dev.runner.transport.Ocsp;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Reads the OCSP response that a server staples to its certificate (RFC 6960, section 4.2). The
/// signature is not checked: this tells what was shown.
public final class OcspStaple {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'");

  // Tags of DER (X.690).
  private static final int OCTET_STRING = 0x04;
  private static final int ENUMERATED = 0x0a;
  private static final int SEQUENCE = 0x30;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int PART_0 = 0xa0;
  private static final int GOOD = 0x80;
  private static final int REVOKED = 0xa1;

  private static final int SUCCESSFUL = 0;

  private OcspStaple() {}

  /// @return [Ocsp#UNKNOWN] if it cannot be read
  public static Ocsp read(byte[] der) {
    try {
      ByteBuffer response = part(ByteBuffer.wrap(der), SEQUENCE);
      if (part(response, ENUMERATED).get() != SUCCESSFUL) {
        return Ocsp.SERVER_FAILED;
      }
      ByteBuffer bytes = part(part(response, PART_0), SEQUENCE);
      skip(bytes); // the type of the response
      ByteBuffer basic = part(part(bytes, OCTET_STRING), SEQUENCE);
      return data(part(basic, SEQUENCE));
    } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException e) {
      return Ocsp.UNKNOWN;
    }
  }

  private static Ocsp data(ByteBuffer data) {
    if (next(data) == PART_0) {
      skip(data); // the version
    }
    skip(data); // the responder
    long producedAt = time(part(data, GENERALIZED_TIME));
    ByteBuffer single = part(part(data, SEQUENCE), SEQUENCE);
    skip(single); // the certificate
    int status = next(single);
    String reason = "";
    long revokedAt = 0;
    ByteBuffer details = part(single, status);
    if (status == REVOKED) {
      revokedAt = time(part(details, GENERALIZED_TIME));
      reason = reason(details.hasRemaining() ? part(part(details, PART_0), ENUMERATED).get() : 0);
    }
    long thisUpdate = time(part(single, GENERALIZED_TIME));
    long nextUpdate = 0;
    if (single.hasRemaining() && next(single) == PART_0) {
      nextUpdate = time(part(part(single, PART_0), GENERALIZED_TIME));
    }
    String name = status == GOOD ? "good" : status == REVOKED ? "revoked" : "unknown";
    return new Ocsp(name, reason, producedAt, thisUpdate, nextUpdate, revokedAt);
  }

  /// The names of RFC 5280, section 5.3.1.
  private static String reason(int code) {
    return switch (code) {
      case 1 -> "key_compromise";
      case 2 -> "ca_compromise";
      case 3 -> "affiliation_changed";
      case 4 -> "superseded";
      case 5 -> "cessation_of_operation";
      case 6 -> "certificate_hold";
      case 8 -> "remove_from_crl";
      case 9 -> "privilege_withdrawn";
      case 10 -> "aa_compromise";
      default -> "unspecified";
    };
  }

  private static long time(ByteBuffer text) {
    String time = StandardCharsets.US_ASCII.decode(text).toString();
    return LocalDateTime.parse(time, TIME).toEpochSecond(ZoneOffset.UTC);
  }

  private static int next(ByteBuffer in) {
    return in.get(in.position()) & 0xff;
  }

  private static void skip(ByteBuffer in) {
    part(in, next(in));
  }

  /// The content of the next element, which must have that tag.
  private static ByteBuffer part(ByteBuffer in, int tag) {
    if ((in.get() & 0xff) != tag) {
      throw new IllegalArgumentException("another tag");
    }
    int length = in.get() & 0xff;
    if (length > 0x84) {
      throw new IllegalArgumentException("too long");
    }
    if (length >= 0x80) {
      int bytes = length - 0x80;
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = (length << 8) | (in.get() & 0xff);
      }
    }
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("cut off");
    }
    ByteBuffer content = in.slice(in.position(), length);
    in.position(in.position() + length);
    return content;
  }
}
