package dev.runner.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The names of TLS cipher suites: users write those of the Go language, which are the standard
/// (IANA) ones but for two.
public final class CipherSuites {
  private static final Map<String, String> SHORTENED =
      Map.of(
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305",
              "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");

  private static final Set<String> KNOWN =
      Set.of(
          "TLS_RSA_WITH_RC4_128_SHA",
          "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
          "TLS_RSA_WITH_AES_128_CBC_SHA",
          "TLS_RSA_WITH_AES_256_CBC_SHA",
          "TLS_RSA_WITH_AES_128_CBC_SHA256",
          "TLS_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_RC4_128_SHA",
          "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256");

  /// TLS 1.3 has its own, which cannot be chosen.
  private static final List<String> TLS13 =
      List.of("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256");

  private CipherSuites() {}

  /// The JDK's names of suites, those of TLS 1.3 added; empty if none is given.
  ///
  /// @throws IllegalArgumentException if one is unknown
  public static List<String> of(List<String> names) {
    if (names.isEmpty()) {
      return List.of();
    }
    var suites = new ArrayList<String>(TLS13);
    for (String name : names) {
      String standard = SHORTENED.getOrDefault(name, name);
      if (!KNOWN.contains(standard)) {
        throw new IllegalArgumentException(
            "has the unknown cipher suite '"
                + name
                + "'; names are like TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
      }
      if (!suites.contains(standard)) {
        suites.add(jdkName(standard));
      }
    }
    return List.copyOf(suites);
  }

  /// The name that users know a suite of the JDK by.
  public static String shown(String jdkName) {
    if (jdkName.startsWith("SSL_")) {
      return "TLS" + jdkName.substring("SSL".length());
    }
    return jdkName.endsWith("_CHACHA20_POLY1305_SHA256") && jdkName.startsWith("TLS_ECDHE_")
        ? jdkName.substring(0, jdkName.length() - "_SHA256".length())
        : jdkName;
  }

  /// The JDK still calls suites older than TLS 1.0 by the name of its forerunner.
  private static String jdkName(String standard) {
    return standard.equals("TLS_RSA_WITH_3DES_EDE_CBC_SHA")
            || standard.equals("TLS_RSA_WITH_RC4_128_SHA")
        ? "SSL" + standard.substring("TLS".length())
        : standard;
  }
}
