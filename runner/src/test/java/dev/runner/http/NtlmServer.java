package dev.runner.http;

import dev.runner.digest.Digests;
import dev.runner.http.RawServer.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A server that lets in connections, not requests: those that prove by NTLMv2 that they belong to
/// a user. Every connection gets a challenge of its own, so that proofs are good on their
/// connection only.
public final class NtlmServer implements AutoCloseable {
  private static final byte[] TARGET_INFO = {2, 0, 2, 0, 'D', 0, 0, 0, 0, 0};

  private final RawServer server;
  private final String domain;
  private final String user;
  private final String password;

  public NtlmServer(String domain, String user, String password) throws IOException {
    this.domain = domain;
    this.user = user;
    this.password = password;
    server = new RawServer(this::serve);
  }

  public int port() {
    return server.port();
  }

  public int connections() {
    return server.connections();
  }

  private void serve(Wire wire, int number) throws Exception {
    byte[] challenge = ByteBuffer.allocate(8).putLong(0x1234_5678_0000L + number).array();
    while (true) {
      String head = wire.readHead();
      String length = line(head, "content-length: ");
      String body = length.isEmpty() ? "" : wire.read(Integer.parseInt(length));
      byte[] message = message(head);
      if (message.length == 0) {
        refuse(wire, "NTLM");
      } else if (message[8] == 1) {
        refuse(wire, "NTLM " + Base64.getEncoder().encodeToString(challenge(challenge)));
      } else if (proves(ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN), challenge)) {
        String text = "welcome on " + number + " " + body;
        wire.write("HTTP/1.1 200 OK\r\nContent-Length: " + text.length() + "\r\n\r\n" + text);
      } else {
        refuse(wire, "NTLM");
      }
    }
  }

  private static void refuse(Wire wire, String challenge) throws IOException {
    wire.write(
        "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\nWWW-Authenticate: "
            + challenge
            + "\r\n\r\nno");
  }

  private static byte[] message(String head) {
    String header = line(head, "authorization: ntlm ");
    return header.isEmpty() ? new byte[0] : Base64.getDecoder().decode(header);
  }

  /// The rest of the line that begins so, in the case it has.
  private static String line(String head, String begin) {
    for (String line : head.split("\r\n")) {
      if (line.toLowerCase(Locale.ROOT).startsWith(begin)) {
        return line.substring(begin.length());
      }
    }
    return "";
  }

  private static byte[] challenge(byte[] challenge) {
    ByteBuffer message = ByteBuffer.allocate(48 + TARGET_INFO.length);
    message.order(ByteOrder.LITTLE_ENDIAN);
    message.put("NTLMSSP\0".getBytes(StandardCharsets.US_ASCII)).putInt(2);
    message.putLong(48L << 32).putInt(0x00088201).put(challenge).putLong(0);
    message.putShort((short) TARGET_INFO.length).putShort((short) TARGET_INFO.length).putInt(48);
    return message.put(TARGET_INFO).array();
  }

  /// Checks the response by MS-NLMP, section 3.3.2.
  private boolean proves(ByteBuffer message, byte[] challenge) throws Exception {
    byte[] response = field(message, 20);
    byte[] proof = Arrays.copyOf(response, 16);
    byte[] blob = Arrays.copyOfRange(response, 16, response.length);
    byte[] hash = Digests.md4().digest(password.getBytes(StandardCharsets.UTF_16LE));
    String who = user.toUpperCase(Locale.ROOT) + domain;
    byte[] key = hmac(hash, who.getBytes(StandardCharsets.UTF_16LE));
    byte[] expected = hmac(key, challenge, blob);
    return Arrays.equals(expected, proof)
        && text(field(message, 28)).equals(domain)
        && text(field(message, 36)).equals(user);
  }

  private static byte[] field(ByteBuffer message, int at) {
    var bytes = new byte[Short.toUnsignedInt(message.getShort(at))];
    message.get(message.getInt(at + 4), bytes);
    return bytes;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_16LE);
  }

  private static byte[] hmac(byte[] key, byte[]... parts) throws Exception {
    Mac mac = Mac.getInstance("HmacMD5");
    mac.init(new SecretKeySpec(key, "HmacMD5"));
    for (byte[] part : parts) {
      mac.update(part);
    }
    return mac.doFinal();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
