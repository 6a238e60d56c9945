package dev.runner.js.http;

import dev.runner.js.http.request.RequestFault;
import dev.runner.js.http.request.RequestSpec;
import dev.runner.transport.HttpFault;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/// The requests of one `batch()` and, after [#run()], their responses.
public final class BatchObject {
  private final HttpHost host;
  private final List<@Nullable RequestSpec> specs = new ArrayList<>();
  private final List<@Nullable ReplyObject> replies = new ArrayList<>();

  /// Why no request can be sent, or null.
  private @Nullable RequestFault badUrl;

  BatchObject(HttpHost host) {
    this.host = host;
  }

  /// Adds a request; the parameters are those of [HttpHost#request].
  @HostAccess.Export
  public void add(
      String method,
      @Nullable String url,
      @Nullable String name,
      Value body,
      Value params,
      @Nullable CookieJarObject jar) {
    try {
      specs.add(host.read(method, url, name, body, params, jar));
      replies.add(null);
    } catch (RequestFault e) {
      if (e.code() == HttpFault.INVALID_URL && badUrl == null) {
        badUrl = e;
      }
      refuse(e.code(), e.getMessage());
    }
  }

  /// Adds something that is no request.
  @HostAccess.Export
  public void addMalformed(String problem) {
    refuse(0, problem);
  }

  private void refuse(int code, String problem) {
    specs.add(null);
    replies.add(new ReplyObject(new HttpFault(code, problem)));
    host.batchFailed(problem);
  }

  /// Sends all and waits for all.
  @HostAccess.Export
  public void run() {
    var wanted = new ArrayList<RequestSpec>();
    for (int i = 0; i < specs.size(); i++) {
      RequestSpec spec = specs.get(i);
      if (spec == null) {
        continue;
      }
      if (badUrl != null) {
        replies.set(
            i,
            new ReplyObject(
                new HttpFault(
                    badUrl.code(), "not sent, because of another one: " + badUrl.getMessage())));
      } else {
        wanted.add(spec);
      }
    }
    if (wanted.isEmpty() || badUrl != null) {
      return;
    }
    List<ReplyObject> sent = host.sendAll(wanted);
    int next = 0;
    for (int i = 0; i < specs.size(); i++) {
      if (specs.get(i) != null) {
        replies.set(i, sent.get(next++));
      }
    }
  }

  /// The response to the request of that place.
  @HostAccess.Export
  public ReplyObject reply(int place) {
    ReplyObject reply = replies.get(place);
    if (reply == null) {
      throw new IllegalStateException("the batch has not run");
    }
    return reply;
  }
}
