package dev.runner.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// A real server on the loopback interface for tests: HTTP/1.1 on one port, HTTP/2 and HTTP/1.1
/// over TLS on another, with a certificate of its own.
///
/// Paths: `/echo` answers with the request as text, `/status/N`, `/bytes/N` (N bytes `x`),
/// `/delay/MS`, `/half/MS` (half of the body, the rest MS later), `/peer` (the client's port),
/// `/from` (its address), `/client` (the kind of key of its certificate), `/goodbye` (the last
/// answer on an HTTP/2 connection). Everything else is `200` with the text `ok`.
public final class LoopbackServer implements AutoCloseable {
  private static final String PASSWORD = "changeit";
  private static final String HERE = "san=ip:127.0.0.1,dns:localhost";

  private final Server server = new Server();
  private final ServerConnector plain;
  private final ServerConnector secure;
  private final SslContextFactory.Server tls = new SslContextFactory.Server();
  private final KeyStore trustStore;

  private LoopbackServer(Handler handler, String names, Consumer<SslContextFactory.Server> settings)
      throws Exception {
    Path directory = Files.createTempDirectory("runner-loopback");
    Path keyFile = directory.resolve("server.p12");
    generateKey(keyFile, names);
    KeyStore keys = load(keyFile);
    trustStore = trusting(keys.getCertificate("server"));
    Files.delete(keyFile);
    Files.delete(directory);

    var config = new HttpConfiguration();
    config.setSendServerVersion(false);
    plain = new ServerConnector(server, 1, 1, new HttpConnectionFactory(config));
    plain.setHost("127.0.0.1");
    plain.setAcceptQueueSize(1024);

    var secureConfig = new HttpConfiguration(config);
    secureConfig.addCustomizer(new SecureRequestCustomizer(false));
    tls.setKeyStore(keys);
    tls.setKeyStorePassword(PASSWORD);
    settings.accept(tls);
    var alpn = new ALPNServerConnectionFactory("h2", "http/1.1");
    alpn.setDefaultProtocol("http/1.1");
    secure =
        new ServerConnector(
            server,
            1,
            1,
            new SslConnectionFactory(tls, alpn.getProtocol()),
            alpn,
            new HTTP2ServerConnectionFactory(secureConfig),
            new HttpConnectionFactory(secureConfig));
    secure.setHost("127.0.0.1");

    server.addConnector(plain);
    server.addConnector(secure);
    server.setHandler(handler);
    server.start();
  }

  /// Starts one with the paths above, valid for 127.0.0.1 and localhost.
  public static LoopbackServer start() throws Exception {
    return start(new Paths());
  }

  /// Starts one that answers as the handler does, valid for 127.0.0.1 and localhost.
  public static LoopbackServer start(Handler handler) throws Exception {
    return new LoopbackServer(handler, HERE, tls -> {});
  }

  /// Starts one that speaks this version of TLS only, such as `TLSv1.2`.
  public static LoopbackServer startSpeaking(String version) throws Exception {
    return new LoopbackServer(new Paths(), HERE, tls -> tls.setIncludeProtocols(version));
  }

  /// Starts one that serves nobody without one of these certificates, in PEM form.
  public static LoopbackServer startFor(String... clients) throws Exception {
    KeyStore known = KeyStore.getInstance("PKCS12");
    known.load(null, null);
    for (String client : clients) {
      try (var pem = new ByteArrayInputStream(client.getBytes(StandardCharsets.UTF_8))) {
        known.setCertificateEntry(
            Integer.toString(known.size()),
            CertificateFactory.getInstance("X.509").generateCertificate(pem));
      }
    }
    return new LoopbackServer(
        new Paths(),
        HERE,
        tls -> {
          tls.setTrustStore(known);
          tls.setNeedClientAuth(true);
        });
  }

  /// Starts one whose certificate is for another host.
  static LoopbackServer startForAnotherHost() throws Exception {
    return new LoopbackServer(new Paths(), "san=dns:another.example", tls -> {});
  }

  /// Such as `http://127.0.0.1:40001`, without a slash at the end.
  public String http() {
    return "http://127.0.0.1:" + plain.getLocalPort();
  }

  /// Such as `https://127.0.0.1:40002`, without a slash at the end.
  public String https() {
    return "https://127.0.0.1:" + secure.getLocalPort();
  }

  /// What to trust in order to trust this server.
  public KeyStore trustStore() {
    return trustStore;
  }

  /// TLS with this server's certificate.
  SSLContext sslContext() {
    return tls.getSslContext();
  }

  /// How many connections are open.
  public int connections() {
    return plain.getConnectedEndPoints().size() + secure.getConnectedEndPoints().size();
  }

  @Override
  public void close() {
    LifeCycle.stop(server);
  }

  private static void generateKey(Path file, String names)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=runner test",
            "-ext",
            names,
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            file.toString());
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IOException("keytool failed: " + output);
    }
  }

  private static KeyStore load(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static KeyStore trusting(Certificate certificate) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("server", certificate);
    return store;
  }

  private static final class Paths extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      String[] parts = Request.getPathInContext(request).split("/", -1);
      String argument = parts.length > 2 ? parts[2] : "";
      switch (parts[1]) {
        case "echo" -> text(response, callback, describe(request));
        case "status" -> {
          response.setStatus(Integer.parseInt(argument));
          callback.succeeded();
        }
        case "bytes" -> {
          byte[] body = new byte[Integer.parseInt(argument)];
          Arrays.fill(body, (byte) 'x');
          response.write(true, ByteBuffer.wrap(body), callback);
        }
        case "delay" -> {
          Thread.sleep(Long.parseLong(argument));
          text(response, callback, "late");
        }
        case "half" -> {
          Content.Sink.write(
              response, false, ByteBuffer.wrap("first half,".getBytes(StandardCharsets.UTF_8)));
          Thread.sleep(Long.parseLong(argument));
          text(response, callback, "second half");
        }
        case "goodbye" -> {
          if (request.getConnectionMetaData().getConnection() instanceof HTTP2Connection http2) {
            http2.getSession().close(ErrorCode.NO_ERROR.code, "enough", Callback.NOOP);
          }
          text(response, callback, "goodbye");
        }
        case "from" -> text(response, callback, Request.getRemoteAddr(request));
        case "client" -> text(response, callback, client(request));
        case "peer" -> text(response, callback, Integer.toString(Request.getRemotePort(request)));
        default -> text(response, callback, "ok");
      }
      return true;
    }

    /// The kind of the client's key, such as `RSA`.
    private static String client(Request request) {
      return request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE)
                  instanceof EndPoint.SslSessionData session
              && session.peerCertificates() != null
          ? session.peerCertificates()[0].getPublicKey().getAlgorithm()
          : "nobody";
    }

    private static String describe(Request request) throws IOException {
      var out = new StringBuilder();
      out.append(request.getMethod()).append(' ');
      out.append(request.getHttpURI().getPathQuery()).append('\n');
      out.append("authority: ").append(request.getHttpURI().getAuthority()).append('\n');
      request
          .getHeaders()
          .forEach(
              field ->
                  out.append(field.getName()).append(": ").append(field.getValue()).append('\n'));
      out.append('\n');
      out.append(new String(Request.asInputStream(request).readAllBytes(), StandardCharsets.UTF_8));
      return out.toString();
    }

    private static void text(Response response, Callback callback, String text) {
      Content.Sink.write(response, true, text, callback);
    }
  }
}
