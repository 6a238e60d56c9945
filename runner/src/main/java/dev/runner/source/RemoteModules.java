package dev.runner.source;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Fetches modules from the web, over https only, and keeps them on disk for a day.
final class RemoteModules {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_REDIRECTS = 10;

  /// How the JDK words it.
  private static final String TOO_LARGE = "exceeds capacity";

  private static final int MAX_BYTES = 16 * 1024 * 1024;

  private static final Limits STANDARD = new Limits(TIMEOUT, MAX_BYTES);

  private final SourceSettings settings;
  private final Limits limits;
  private final DiskCache cache;
  private @Nullable HttpClient client;

  /// @param url where it was found in the end
  record Fetched(URI url, byte[] bytes) {}

  /// How much is waited for.
  ///
  /// @param timeout for one answer, its last byte included
  record Limits(Duration timeout, int maxBytes) {}

  RemoteModules(SourceSettings settings) {
    this(settings, STANDARD);
  }

  RemoteModules(SourceSettings settings, Limits limits) {
    this.settings = settings;
    this.limits = limits;
    this.cache = new DiskCache(settings.cache().resolve("modules"));
  }

  /// @throws IOException if it cannot be had; the message is the reason in words
  Fetched fetch(URI url) throws IOException {
    Fetched kept = cache.find(url, settings.offline());
    if (kept != null) {
      return kept;
    }
    if (settings.offline()) {
      throw new IOException("it was not fetched before, and --offline forbids to fetch it now");
    }
    try {
      Fetched fetched = fetchNow(url);
      cache.keep(url, fetched);
      return fetched;
    } catch (IOException e) {
      Fetched old = cache.find(url, true);
      if (old != null) {
        return old;
      }
      throw e;
    }
  }

  private Fetched fetchNow(URI first) throws IOException {
    URI url = first;
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      HttpResponse<byte[]> response = get(url);
      int status = response.statusCode();
      if (status >= 300 && status < 400) {
        url = next(url, response.headers().firstValue("Location").orElse(""));
      } else if (status != 200) {
        throw new IOException("the server answers with status " + status);
      } else {
        return new Fetched(url, response.body());
      }
    }
    throw new IOException("the server redirects more than " + MAX_REDIRECTS + " times");
  }

  private static URI next(URI url, String location) throws IOException {
    try {
      URI next = url.resolve(location);
      if (!"https".equals(next.getScheme())) {
        throw new IOException("the server redirects to '" + next + "', which is not https");
      }
      return next;
    } catch (IllegalArgumentException e) {
      throw new IOException("the server redirects to '" + location + "', which is no URL", e);
    }
  }

  private HttpResponse<byte[]> get(URI url) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer;
    try {
      HttpRequest request =
          HttpRequest.newBuilder(url)
              .header("User-Agent", "runner")
              .header("Accept", "*/*")
              .build();
      answer =
          client()
              .sendAsync(
                  request,
                  HttpResponse.BodyHandlers.limiting(
                      HttpResponse.BodyHandlers.ofByteArray(), limits.maxBytes()));
    } catch (IllegalArgumentException e) {
      throw new IOException("this is no valid URL", e);
    }
    try {
      return answer.get(limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("no whole answer within " + limits.timeout().toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw failure(url, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// What went wrong, in words.
  private IOException failure(URI url, Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return switch (cause) {
      case ConnectException _ ->
          new IOException("cannot connect to " + url.getRawAuthority(), cause);
      case HttpTimeoutException _ ->
          new IOException("cannot connect to " + url.getRawAuthority() + " in time", cause);
      case SSLException _ ->
          new IOException(
              "TLS fails: " + message + "; --insecure-skip-tls-verify accepts any certificate",
              cause);
      case IOException _ when message.contains(TOO_LARGE) ->
          new IOException("it is larger than " + limits.maxBytes() / 1024 / 1024 + " MB", cause);
      default -> new IOException(message, cause);
    };
  }

  private synchronized HttpClient client() throws IOException {
    if (client == null) {
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .connectTimeout(CONNECT_TIMEOUT)
              .followRedirects(HttpClient.Redirect.NEVER);
      if (settings.anyCertificate()) {
        builder.sslContext(trustingAll());
      }
      client = builder.build();
    }
    return client;
  }

  private static SSLContext trustingAll() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustAll()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /// Accepts any certificate, for any host.
  private static final class TrustAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
