package dev.runner.js.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// By the worked example of MS-NLMP, sections 4.2.1 and 4.2.4.
class NtlmTest {
  private static final byte[] SERVER_CHALLENGE = hex("0123456789abcdef");
  private static final byte[] CLIENT_CHALLENGE = hex("aaaaaaaaaaaaaaaa");

  /// NetBIOS domain "Domain" and computer "Server".
  private static final byte[] TARGET_INFO =
      hex("02000c0044006f006d00610069006e0001000c00530065007200760065007200" + "00000000");

  private static final byte[] KEY = Ntlm.responseKey("User", "Password", "Domain");

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  @Test
  @DisplayName("derives the key from name, password and domain")
  void key() {
    assertThat(KEY).isEqualTo(hex("0c868a403bfd7a93a3001ef22ef02e3f"));
  }

  @Test
  @DisplayName("responds by NTLMv2")
  void nt() {
    byte[] response = Ntlm.ntResponse(KEY, SERVER_CHALLENGE, CLIENT_CHALLENGE, 0, TARGET_INFO);
    assertThat(Arrays.copyOf(response, 16)).isEqualTo(hex("68cd0ab851e51c96aabc927bebef6a1c"));
  }

  @Test
  @DisplayName("responds by LMv2")
  void lm() {
    assertThat(Ntlm.lmResponse(KEY, SERVER_CHALLENGE, CLIENT_CHALLENGE))
        .isEqualTo(hex("86c35097ac9cec102554764a57cccc19" + "aaaaaaaaaaaaaaaa"));
  }

  private static String challenge(byte[] info) {
    ByteBuffer message = ByteBuffer.allocate(48 + info.length).order(ByteOrder.LITTLE_ENDIAN);
    message.put("NTLMSSP\0".getBytes(StandardCharsets.US_ASCII)).putInt(2);
    message.putShort((short) 0).putShort((short) 0).putInt(48); // no target name
    message.putInt(0xe28a8215).put(SERVER_CHALLENGE).putLong(0);
    message.putShort((short) info.length).putShort((short) info.length).putInt(48).put(info);
    return "NTLM " + Base64.getEncoder().encodeToString(message.array());
  }

  private static ByteBuffer decode(String header) {
    assertThat(header).startsWith("NTLM ");
    return ByteBuffer.wrap(Base64.getDecoder().decode(header.substring(5)))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] field(ByteBuffer message, int at) {
    int length = message.getShort(at);
    var bytes = new byte[length];
    message.get(message.getInt(at + 4), bytes);
    return bytes;
  }

  @Test
  @DisplayName("begins with a message of type 1 that asks for Unicode and NTLM")
  void negotiates() {
    ByteBuffer message = decode(Ntlm.negotiate());
    assertThat(message.getInt(8)).isEqualTo(1);
    assertThat(message.getInt(12) & 0x201).isEqualTo(0x201);
  }

  @Test
  @DisplayName("ends with a message of type 3 that holds domain, user and both responses")
  void authenticates() {
    String answer =
        Ntlm.authenticate(
            new Credentials("Domain\\User", "Password"),
            challenge(TARGET_INFO),
            CLIENT_CHALLENGE,
            -11_644_473_600_000L);
    assertThat(answer).isNotNull();
    ByteBuffer message = decode(answer);
    assertThat(message.getInt(8)).isEqualTo(3);
    assertThat(new String(field(message, 28), StandardCharsets.UTF_16LE)).isEqualTo("Domain");
    assertThat(new String(field(message, 36), StandardCharsets.UTF_16LE)).isEqualTo("User");
    assertThat(field(message, 12))
        .isEqualTo(hex("86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa"));
    // The time is 1601, as in the example.
    assertThat(field(message, 20))
        .startsWith(hex("68cd0ab851e51c96aabc927bebef6a1c0101000000000000"));
  }

  @Test
  @DisplayName("takes the server's time where it tells it, and sends no LMv2 response then")
  void serverTime() {
    byte[] info = hex("07000800" + "0102030405060708" + "00000000");
    String answer =
        Ntlm.authenticate(new Credentials("u", "p"), challenge(info), CLIENT_CHALLENGE, 0);
    assertThat(answer).isNotNull();
    ByteBuffer message = decode(answer);
    assertThat(field(message, 12)).isEqualTo(new byte[24]);
    assertThat(Arrays.copyOfRange(field(message, 20), 24, 32)).isEqualTo(hex("0102030405060708"));
  }

  @Test
  @DisplayName("does not answer what is no challenge")
  void noChallenge() {
    var who = new Credentials("u", "p");
    for (String header :
        new String[] {"NTLM", "Basic x", "NTLM ***", "NTLM AAAA", Ntlm.negotiate()}) {
      assertThat(Ntlm.authenticate(who, header, CLIENT_CHALLENGE, 0)).as(header).isNull();
    }
  }
}
