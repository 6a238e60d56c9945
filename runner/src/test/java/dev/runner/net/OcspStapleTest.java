package dev.runner.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.transport.Ocsp;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// With responses made by `openssl ocsp`.
class OcspStapleTest {
  private static final String REVOKED =
      "MIICBAoBAKCCAf0wggH5BgkrBgEFBQcwAQEEggHqMIIB5jCBz6EPMA0xCzAJBgNVBAMMAmNh"
          + "GA8yMDI2MTEyMTExMjQzM1owgaowgacwaTANBglghkgBZQMEAgEFAAQgbVWgo45SkPhuGB5q"
          + "nI6R86pe4ODKidW3f/8UlZGTMnEEIEaB1QeFVBnLk1xzQnKXTvxPdtT2B9rncJc6ojX3jH8T"
          + "AhRkdC0Y7Y/STpAe/OIALhEs46rjoqEWGA8yMDI2MDEwMjAzMDQwNVqgAwoBARgPMjAyNjEx"
          + "MjExMTI0MzNaoBEYDzIwMjYxMTI2MTEyNDMzWjANBgkqhkiG9w0BAQsFAAOCAQEAmI37BSOt"
          + "H6e5Wj3jltWbPID29uquqY7S3c8xVH5jGnzoWHv3yTxtMmk+2L1XKNUEFar4moTtFF9HVeLr"
          + "Hv7Krxpa18T26nmlhBX8YYV5EHm64Asy8fc2YE+mrco4CMs8myo4UNfFfMb/mgP1hvTlHg7R"
          + "Dz7Ygzcmju/+Jwb1tQG/w05HnT68UIeGZVt+8vqlVBSE7znyJCOQWDO9w3FI76dr74LCfgbS"
          + "QkHIsMQWQp6ePM+Peq4P/D9m0Gr0gf/kGErKFe1XQ5u6ZPx9jci3qX3u5e4sUrxRzr2Mu7ti"
          + "mqbaiLq67mUwMMUfWMllhHvE1OjEw+r/mmIwLBUYILHbQw==";
  private static final String GOOD =
      "MIIB7goBAKCCAecwggHjBgkrBgEFBQcwAQEEggHUMIIB0DCBuaEPMA0xCzAJBgNVBAMMAmNh"
          + "GA8yMDI2MTEyMTExMjQzM1owgZQwgZEwaTANBglghkgBZQMEAgEFAAQgbVWgo45SkPhuGB5q"
          + "nI6R86pe4ODKidW3f/8UlZGTMnEEIEaB1QeFVBnLk1xzQnKXTvxPdtT2B9rncJc6ojX3jH8T"
          + "AhRkdC0Y7Y/STpAe/OIALhEs46rjooAAGA8yMDI2MTEyMTExMjQzM1qgERgPMjAyNjExMjYx"
          + "MTI0MzNaMA0GCSqGSIb3DQEBCwUAA4IBAQCLqNdIlEKrZ1ZT6kGgaX8vr2vxrwS//n9CSVgR"
          + "utTheslvfZYsDZh/wb8dazTPwHfn7EhwaVgznSn6m8nJDrCeRVPa4HjtwN/ii/5Bd8rIVwEO"
          + "eb3xZFE44KQV/Fhu6M3AxhLjGzLKD6boPznTC9hexuT/q9Dr2lOGdTHK4D3meQaUK+6sBddD"
          + "JSzqRpt/QBiFTAb3TfSelL6dqe15Ms6NdbXs22ZzWKAdpe+21rW+CsRW6oZgZ5ggYTZC20gZ"
          + "8A6oSCzFx5x0+ZKsLxJfzN6fHQzB73bmr1SErjteUsgxy+vGxR1U+sheJQvPJaOdJdLiOoOL"
          + "tDcGtjG64Lk2OXpv";

  private static byte[] der(String text) {
    return Base64.getDecoder().decode(text);
  }

  @Test
  @DisplayName("reads that a certificate was revoked, when and why")
  void revoked() {
    assertThat(OcspStaple.read(der(REVOKED)))
        .isEqualTo(
            new Ocsp(
                "revoked",
                "key_compromise",
                1_795_260_273L,
                1_795_260_273L,
                1_795_260_273L + 432_000,
                1_767_323_045));
  }

  @Test
  @DisplayName("reads that a certificate is good")
  void good() {
    assertThat(OcspStaple.read(der(GOOD)))
        .isEqualTo(
            new Ocsp("good", "", 1_795_260_273L, 1_795_260_273L, 1_795_260_273L + 432_000, 0));
  }

  @Test
  @DisplayName("reads that the issuer had no answer")
  void failed() {
    byte[] tryLater = {0x30, 3, 0x0a, 1, 3};
    assertThat(OcspStaple.read(tryLater)).isEqualTo(Ocsp.SERVER_FAILED);
  }

  @Test
  @DisplayName("takes what is broken anywhere for unknown")
  void broken() {
    byte[] whole = der(REVOKED);
    for (int length = 0; length < whole.length; length++) {
      assertThat(OcspStaple.read(Arrays.copyOf(whole, length))).isEqualTo(Ocsp.UNKNOWN);
    }
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= (byte) 0xff;
      assertThat(OcspStaple.read(changed)).isNotNull();
    }
  }
}
