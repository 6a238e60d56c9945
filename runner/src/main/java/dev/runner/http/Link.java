package dev.runner.http;

import dev.runner.clock.Clock;
import dev.runner.net.CipherSuites;
import dev.runner.net.OcspStaple;
import dev.runner.net.Proxies;
import dev.runner.transport.Ocsp;
import dev.runner.transport.SameConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSession;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.ConnectionPool;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpDestination;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// One connection of a pool, from dialling to its end. It serves one exchange at a time, or with
/// HTTP/2 as many as the server allows.
///
/// Jetty asks it for the channel and the end point, which is where it learns when the connection
/// was begun and made, and which lets it close a channel that is still connecting.
final class Link extends Transport.TCPIP implements Promise<Connection>, Awaited {
  /// The key under which Jetty's connection context holds the link.
  static final String CONTEXT_KEY = Transport.CONTEXT_KEY;

  private final SitePool pool;
  private final Clock clock;
  private volatile long writeBegunNanos;

  /// The lane that uses it, or used it last; of several that share it, the last to begin.
  private volatile @Nullable Lane user;

  private List<InetSocketAddress> addresses = List.of();
  private int nextAddress;
  private @Nullable HttpClient client;
  private @Nullable Names names;
  private @Nullable Runnable opened;
  private long begunNanos;
  private long connectedNanos;
  private long securedNanos;
  private boolean connected;
  private long linkSent;
  private int exchanges;

  // What follows is guarded by the pool.

  /// How many exchanges are using it or, as long as it is dialled, about to.
  private int inUse = 1;

  private boolean counted;
  private long idleSinceNanos;

  // What follows is not.

  private boolean http2;
  private String remoteIp = "";
  private int remotePort;
  private String tlsVersion = "";
  private String cipherSuite = "";
  private Ocsp ocsp = Ocsp.NONE;
  private volatile @Nullable SocketChannel channel;
  private volatile @Nullable Connection connection;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable Throwable readFailure;
  private volatile boolean abandoned;
  private volatile boolean ended;
  private volatile @Nullable SameConnection keptFor;
  private volatile long keptUntilNanos;

  Link(SitePool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  Site site() {
    return pool.site();
  }

  /// Says which lane is to use it; its session's traffic it is from now on.
  void use(Lane lane) {
    if (user != lane) {
      user = lane;
    }
  }

  /// Begins another exchange on it, if it is open and has room for one. The pool's lock must be
  /// held.
  boolean enter() {
    Connection made = connection;
    if (made == null || made.isClosed()) {
      return false;
    }
    boolean room =
        inUse == 0
            || (http2
                && made instanceof ConnectionPool.MaxMultiplexable shared
                && inUse < shared.getMaxMultiplex());
    if (room) {
      inUse++;
    }
    return room;
  }

  /// Keeps it from all others until the next request of these, or until then. Null keeps it from
  /// none.
  void keepFor(@Nullable SameConnection same, long untilNanos) {
    keptUntilNanos = untilNanos;
    keptFor = same;
  }

  /// Whether others may use it now, but not this one.
  boolean isKeptFrom(@Nullable SameConnection same) {
    SameConnection owner = keptFor;
    return owner != null && owner != same && keptUntilNanos - clock.nanoTime() > 0;
  }

  /// Ends an exchange on it. The pool's lock must be held.
  ///
  /// @return whether no other is using it
  boolean leave() {
    return --inUse <= 0;
  }

  /// Whether an exchange is using it or about to. The pool's lock must be held.
  boolean isInUse() {
    return inUse > 0;
  }

  /// Notes that it was made. The pool's lock must be held.
  void opened() {
    counted = true;
  }

  /// Whether it was made. The pool's lock must be held.
  boolean wasOpened() {
    return counted;
  }

  /// Notes that no exchange uses it from now on. The pool's lock must be held.
  void idleSince(long nanos) {
    idleSinceNanos = nanos;
  }

  /// Since when no exchange has used it. The pool's lock must be held.
  long idleSinceNanos() {
    return idleSinceNanos;
  }

  /// When the TCP connection was made.
  long openedNanos() {
    return connectedNanos;
  }

  /// Sets what is run once, on whatever thread, when dialling has come to an end.
  void onOpened(Runnable action) {
    opened = action;
  }

  /// Begins to connect; [#isDone()] turns true when that has succeeded or failed.
  void dial(HttpClient client, Names names) {
    this.client = client;
    try {
      this.names = names;
      names.resolve(pool.site(), this::dialAny, this::refused);
    } catch (RejectedExecutionException e) {
      end(null, new ClosedChannelException());
    }
  }

  private void refused(Names.Refused refusal) {
    end(null, refusal);
  }

  private void dialAny(List<InetSocketAddress> found) {
    addresses = found;
    try {
      dialNext();
    } catch (RuntimeException e) {
      end(null, e);
    }
  }

  private void dialNext() {
    HttpClient http = client;
    if (http == null || abandoned) {
      end(null, new ClosedChannelException());
      return;
    }
    InetSocketAddress address = addresses.get(nextAddress++);
    HttpDestination destination = JettyClients.destination(http, pool.site());
    // The keys are what HttpClient.newConnection() sets, but for the transport, which is this.
    Map<String, Object> context = new ConcurrentHashMap<>();
    context.put(ClientConnector.HTTP_CLIENT_CONTEXT_KEY, http);
    context.put(Destination.CONTEXT_KEY, destination);
    context.put(
        ClientConnector.APPLICATION_PROTOCOLS_CONTEXT_KEY,
        destination.getOrigin().getProtocol().getProtocols());
    context.put(ClientConnectionFactory.CONTEXT_KEY, destination.resolveClientConnectionFactory());
    // With a proxy before the site, the tunnel sees to TLS.
    Names way = names;
    if (pool.site().secure() && way != null && way.proxy(pool.site()).isEmpty()) {
      context.put(
          ClientConnector.SSL_CONTEXT_FACTORY_CONTEXT_KEY, destination.resolveSslContextFactory());
    }
    context.put(CONTEXT_KEY, this);
    context.put(ClientConnector.REMOTE_SOCKET_ADDRESS_CONTEXT_KEY, address);
    context.put(Connection.PROMISE_CONTEXT_KEY, this);
    http.getHttpClientTransport().connect(address, context);
  }

  @Override
  public SelectableChannel newSelectableChannel() throws java.io.IOException {
    SocketChannel made = SocketChannel.open();
    channel = made;
    begunNanos = clock.nanoTime();
    if (abandoned) {
      made.close();
    }
    Names way = names;
    InetAddress local = way == null ? null : way.local();
    if (local != null) {
      made.bind(new InetSocketAddress(local, 0));
    }
    return made;
  }

  @Override
  public EndPoint newEndPoint(
      Scheduler scheduler,
      ManagedSelector selector,
      SelectableChannel selectable,
      SelectionKey key) {
    connectedNanos = clock.nanoTime();
    securedNanos = connectedNanos;
    connected = true;
    return new MeteredEndPoint(this, (SocketChannel) selectable, selector, key, scheduler);
  }

  /// The TLS handshake is over.
  ///
  /// @param protocol what was negotiated, or null if nothing was
  void secured(@Nullable Object protocol) {
    securedNanos = clock.nanoTime();
    http2 = "h2".equals(protocol);
  }

  @Override
  public void succeeded(Connection made) {
    if (made.getRemoteSocketAddress() instanceof InetSocketAddress remote) {
      remotePort = remote.getPort();
      InetAddress address = remote.getAddress();
      remoteIp = address == null ? "" : numeric(address);
    }
    EndPoint.SslSessionData tls = pool.site().secure() ? made.getSslSessionData() : null;
    SSLSession sslSession = tls == null ? null : tls.sslSession();
    if (sslSession != null) {
      tlsVersion = tlsVersion(sslSession.getProtocol());
      cipherSuite = CipherSuites.shown(sslSession.getCipherSuite());
      ocsp = ocsp(sslSession);
    }
    end(made, null);
  }

  @Override
  public void failed(Throwable cause) {
    if (!connected && !abandoned && nextAddress < addresses.size()) {
      try {
        dialNext();
        return;
      } catch (RuntimeException e) {
        cause.addSuppressed(e);
      }
    }
    end(null, cause);
  }

  private synchronized void end(@Nullable Connection made, @Nullable Throwable cause) {
    if (connection != null || failure != null) {
      return;
    }
    connection = made;
    failure = cause;
    Runnable action = opened;
    if (action != null) {
      action.run();
    }
    if (made != null && abandoned) {
      made.close();
    }
    Lane dialler = user;
    if (dialler != null) {
      dialler.wake();
    }
  }

  @Override
  public boolean isDone() {
    return connection != null || failure != null;
  }

  /// Gives the connection up, whatever state it is in.
  void close() {
    abandoned = true;
    Connection made = connection;
    if (made != null) {
      made.close();
      return;
    }
    SocketChannel connecting = channel;
    if (connecting != null) {
      IO.close(connecting);
    }
    end(null, new ClosedChannelException());
  }

  /// Whether it has come to its end, or was never opened and will not be.
  boolean isGone() {
    return isDone() && !isOpen();
  }

  /// Whether the next request may go out on it.
  boolean isOpen() {
    Connection made = connection;
    return made != null && !made.isClosed();
  }

  /// @throws IllegalStateException if there is no connection (yet)
  Connection connection() {
    Connection made = connection;
    if (made == null) {
      throw new IllegalStateException("not connected");
    }
    return made;
  }

  boolean isHttp2() {
    return http2;
  }

  /// The proxy that takes requests in our place; empty if there is none, or one that is no more
  /// than a tunnel.
  Optional<Proxies.Proxy> forwarder() {
    Names way = names;
    return way == null || pool.site().secure() ? Optional.empty() : way.proxy(pool.site());
  }

  /// Why dialling failed, or null.
  @Nullable Throwable failure() {
    return failure;
  }

  /// Why reading from the socket failed, or null.
  @Nullable Throwable readFailure() {
    return readFailure;
  }

  /// Whether a TCP connection was made, if only to fail in the TLS handshake.
  boolean isConnected() {
    return connected;
  }

  void readFailed(Throwable cause) {
    readFailure = cause;
  }

  /// The server has closed its side.
  void ended() {
    ended = true;
  }

  boolean isEnded() {
    return ended;
  }

  void received(int bytes) {
    Lane lane = user;
    if (lane != null) {
      lane.received(bytes);
    }
  }

  /// Notes that bytes are about to be written.
  void writes() {
    writeBegunNanos = clock.nanoTime();
  }

  /// When the last write began.
  long writeBegunNanos() {
    return writeBegunNanos;
  }

  void sent(long bytes) {
    // Jetty writes from one thread at a time.
    linkSent += bytes;
    Lane lane = user;
    if (lane != null) {
      lane.sent(bytes);
    }
  }

  /// Bytes sent on this connection so far.
  long sentBytes() {
    return linkSent;
  }

  /// Counts a request that goes out.
  ///
  /// @return how many went out before
  synchronized int nextExchange() {
    return exchanges++;
  }

  long connectingNanos() {
    return connectedNanos - begunNanos;
  }

  long securingNanos() {
    return securedNanos - connectedNanos;
  }

  String remoteIp() {
    return remoteIp;
  }

  int remotePort() {
    return remotePort;
  }

  String tlsVersion() {
    return tlsVersion;
  }

  String cipherSuite() {
    return cipherSuite;
  }

  Ocsp ocsp() {
    return ocsp;
  }

  private static Ocsp ocsp(SSLSession session) {
    if (session instanceof ExtendedSSLSession extended) {
      List<byte[]> staples = extended.getStatusResponses();
      return staples.isEmpty() ? Ocsp.UNKNOWN : OcspStaple.read(staples.getFirst());
    }
    return Ocsp.UNKNOWN;
  }

  private static String numeric(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }

  /// `TLSv1.3` as `tls1.3`.
  private static String tlsVersion(String protocol) {
    return switch (protocol) {
      case "TLSv1" -> "tls1.0";
      case "TLSv1.1" -> "tls1.1";
      case "TLSv1.2" -> "tls1.2";
      case "TLSv1.3" -> "tls1.3";
      default -> protocol;
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
