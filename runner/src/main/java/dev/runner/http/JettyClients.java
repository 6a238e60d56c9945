package dev.runner.http;

import dev.runner.net.Proxies;
import dev.runner.net.TlsSettings;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.client.Authentication;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.ProtocolHandlers;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.RedirectProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.UpgradeProtocolHandler;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientConnectionFactory;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.client.transport.HttpDestination;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.ClientConnectionFactoryOverHTTP2;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// The two Jetty clients of a run, each made when it is first needed: one for `http`, which needs
/// neither TLS nor HTTP/2 classes, and one for `https`.
final class JettyClients implements AutoCloseable {
  private static final int MAX_HEADERS_BYTES = 1 << 20;

  /// HTTP/2 takes a buffer of this size for each request, from a pool that keeps none larger.
  private static final int MAX_SECURE_HEADERS_BYTES = 1 << 15;

  private static final int MAX_THREADS = 64;

  /// After this long without a new connection Jetty forgets a site; connections to it live on.
  private static final long DESTINATION_IDLE_MILLIS = 60_000;

  private static final Origin.Protocol PLAIN = HttpClientTransportOverHTTP.HTTP11;
  private static final Origin.Protocol NEGOTIATED =
      new Origin.Protocol(List.of("h2", "http/1.1"), true);

  private final TransportSettings settings;
  private final QueuedThreadPool threads;
  private final Scheduler scheduler = new ScheduledExecutorScheduler("runner-http-timer", true);
  private volatile @Nullable HttpClient plain;
  private volatile @Nullable HttpClient secure;
  private boolean closed;
  private final List<ManagedSelector> selectors = new CopyOnWriteArrayList<>();

  /// Used by one thread only, that which watches.
  private int turn;

  JettyClients(TransportSettings settings) {
    this.settings = settings;
    threads = new QueuedThreadPool(MAX_THREADS);
    threads.setName("runner-http");
    threads.setDaemon(true);
  }

  /// Threads for work that blocks.
  QueuedThreadPool threads() {
    return threads;
  }

  /// Has something run by a thread that reads sockets, by one of them after the other; at once if
  /// there are none.
  void onSelector(Runnable task) {
    int count = selectors.size();
    if (count == 0) {
      task.run();
    } else {
      selectors.get(Math.floorMod(turn++, count)).submit(_ -> task.run());
    }
  }

  HttpClient client(Site site) {
    HttpClient client = site.secure() ? secure : plain;
    return client == null ? start(site.secure()) : client;
  }

  private synchronized HttpClient start(boolean tls) {
    HttpClient existing = tls ? secure : plain;
    if (existing != null) {
      return existing;
    }
    if (closed) {
      throw new IllegalStateException("the transport is closed");
    }
    HttpClient client = newClient(tls);
    if (tls) {
      secure = client;
    } else {
      plain = client;
    }
    return client;
  }

  private HttpClient newClient(boolean tls) {
    LifeCycle.start(threads);
    LifeCycle.start(scheduler);
    ClientConnector connector = new ClientConnector();
    connector.setSelectors(Math.max(1, Runtime.getRuntime().availableProcessors() / 4));
    connector.setSslContextFactory(tls ? newSslContextFactory() : new NoTls());
    HttpClientTransport transport =
        tls ? newNegotiatingTransport(connector) : new HttpClientTransportOverHTTP(connector);
    // Our listeners never block, so the selector thread may run them itself.
    transport.setInvocationType(Invocable.InvocationType.NON_BLOCKING);
    HttpClient client = new HttpClient(transport);
    client.setName("runner-http");
    client.setExecutor(threads);
    client.setScheduler(scheduler);
    client.setConnectTimeout(settings.connectTimeout().toMillis());
    client.setIdleTimeout(0);
    client.setFollowRedirects(false);
    client.setUserAgentField(null);
    client.setDefaultRequestContentType(null);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setMaxRequestHeadersSize(tls ? MAX_SECURE_HEADERS_BYTES : MAX_HEADERS_BYTES);
    client.setDestinationIdleTimeout(DESTINATION_IDLE_MILLIS);
    addProxy(client, tls);
    LifeCycle.start(client);
    client.getContentDecoderFactories().clear();
    selectors.addAll(client.getContainedBeans(ManagedSelector.class));
    ProtocolHandlers handlers = client.getProtocolHandlers();
    handlers.remove(RedirectProtocolHandler.NAME);
    handlers.remove(WWWAuthenticationProtocolHandler.NAME);
    handlers.remove(ProxyAuthenticationProtocolHandler.NAME);
    handlers.remove(new UpgradeProtocolHandler().getName());
    return client;
  }

  /// Keeps Jetty from reading the system's certificates for a client that speaks no TLS.
  private static final class NoTls extends SslContextFactory.Client {
    @Override
    protected void doStart() {}

    @Override
    protected void doStop() {}
  }

  private static HttpClientTransport newNegotiatingTransport(ClientConnector connector) {
    ClientConnectionFactory.Info http1 = new HttpClientConnectionFactory.HTTP11();
    ClientConnectionFactory.Info http2 =
        new ClientConnectionFactoryOverHTTP2.HTTP2(new HTTP2Client(connector), List.of("h2"));
    return new HttpClientTransportDynamic(connector, http2, http1) {
      @Override
      public Connection newConnection(EndPoint endPoint, Map<String, Object> context)
          throws IOException {
        Object protocol = context.get(ClientConnector.APPLICATION_PROTOCOL_CONTEXT_KEY);
        if (context.get(Link.CONTEXT_KEY) instanceof Link link) {
          link.secured(protocol);
        }
        // A server that negotiates nothing speaks HTTP/1.1.
        return protocol == null
            ? http1.getClientConnectionFactory().newConnection(endPoint, context)
            : super.newConnection(endPoint, context);
      }
    };
  }

  private SslContextFactory.Client newSslContextFactory() {
    boolean insecure = settings.insecureSkipTlsVerify();
    TlsSettings wanted = settings.connections().tls();
    SslContextFactory.Client tls = new SslContextFactory.Client(insecure);
    tls.setEndpointIdentificationAlgorithm(insecure ? null : "HTTPS");
    if (!wanted.identities().isEmpty() || settings.trustStore() != null) {
      // Jetty would not trust all any more once it knows a key store.
      tls.setSslContext(TlsContexts.make(settings));
    }
    // The JDK's security policy decides, not Jetty's stricter one.
    tls.setExcludeProtocols();
    tls.setExcludeCipherSuites();
    if (!wanted.protocols().isEmpty()) {
      tls.setIncludeProtocols(wanted.protocols().toArray(String[]::new));
    }
    if (!wanted.cipherSuites().isEmpty()) {
      tls.setIncludeCipherSuites(wanted.cipherSuites().toArray(String[]::new));
    }
    return tls;
  }

  /// Lets Jetty know of the proxy of one scheme, for which it makes tunnels if that is `https`.
  private void addProxy(HttpClient client, boolean tls) {
    Proxies proxies = settings.connections().proxies();
    Optional<Proxies.Proxy> any = proxies.any(tls);
    if (any.isEmpty()) {
      return;
    }
    Proxies.Proxy proxy = any.get();
    HttpProxy known =
        new HttpProxy(new Origin.Address(proxy.host(), proxy.port()), false) {
          @Override
          public boolean matches(Origin origin) {
            Origin.Address to = origin.getAddress();
            return proxies.find(tls, to.getHost(), to.getPort()).isPresent();
          }
        };
    client.getProxyConfiguration().addProxy(known);
    if (!proxy.authorization().isEmpty()) {
      client
          .getAuthenticationStore()
          .addAuthenticationResult(
              new Authentication.Result() {
                @Override
                public URI getURI() {
                  return known.getURI();
                }

                @Override
                public void apply(Request request) {
                  request.headers(
                      headers ->
                          headers.put(HttpHeader.PROXY_AUTHORIZATION, proxy.authorization()));
                }
              });
    }
  }

  /// The destination that all connections to that site share. It only lends its name to them: the
  /// sessions keep the connections, not its pool.
  static HttpDestination destination(HttpClient client, Site site) {
    Origin origin =
        new Origin(
            site.secure() ? "https" : "http",
            new Origin.Address(site.host(), site.port()),
            null,
            site.secure() ? NEGOTIATED : PLAIN);
    return (HttpDestination) client.resolveDestination(origin);
  }

  @Override
  public synchronized void close() {
    closed = true;
    stop(plain);
    stop(secure);
    stop(scheduler);
    stop(threads);
  }

  private static void stop(@Nullable LifeCycle part) {
    if (part != null) {
      LifeCycle.stop(part);
    }
  }
}
