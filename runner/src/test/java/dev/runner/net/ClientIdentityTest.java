package dev.runner.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientIdentityTest {
  private static String text(String file) throws IOException {
    try (InputStream in = ClientIdentityTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-pkcs1.pem,''",
    "rsa-pkcs8.pem,''",
    "rsa-pkcs8-encrypted.pem,secret",
    "rsa-pkcs1-encrypted.pem,secret"
  })
  @DisplayName("RSA keys are read in every form, encrypted or not")
  void rsa(String file, String password) throws IOException {
    var identity =
        ClientIdentity.parse(text("rsa-cert.pem"), text(file), password, List.of("*.shop.test"));
    var key = (RSAPrivateKey) identity.key();
    var of = (RSAPublicKey) identity.chain().getFirst().getPublicKey();
    assertThat(key.getModulus()).isEqualTo(of.getModulus());
    assertThat(identity.isMeantFor("API.shop.test")).isTrue();
    assertThat(identity.isMeantFor("shop.example")).isFalse();
  }

  @Test
  @DisplayName("elliptic curve keys in the form of SEC 1 are read")
  void ellipticCurve() throws IOException {
    var identity = ClientIdentity.parse(text("ec-cert.pem"), text("ec-sec1.pem"), "", List.of());
    assertThat(identity.key().getAlgorithm()).isEqualTo("EC");
  }

  @Test
  @DisplayName("what cannot be read is told, without the key")
  void unreadable() throws IOException {
    String cert = text("rsa-cert.pem");
    assertThatThrownBy(() -> ClientIdentity.parse("x", "y", "", List.of()))
        .hasMessageContaining("no certificate in 'cert'");
    assertThatThrownBy(() -> ClientIdentity.parse(cert, "y", "", List.of()))
        .hasMessageContaining("no key in 'key'");
    String encrypted = text("rsa-pkcs8-encrypted.pem");
    assertThatThrownBy(() -> ClientIdentity.parse(cert, encrypted, "", List.of()))
        .hasMessageContaining("no 'password'");
    assertThatThrownBy(() -> ClientIdentity.parse(cert, encrypted, "wrong", List.of()))
        .hasMessageContaining("cannot be read with this 'password'");
  }
}
