package dev.runner.vu;

import dev.runner.log.LogLevel;
import dev.runner.transport.HttpCall;
import dev.runner.transport.HttpFault;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpSession;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/// A virtual user's HTTP session that logs what it sends and gets: option `httpDebug`.
///
/// @param bodies whether bodies are logged as well
record TracedSession(HttpSession session, VuContext context, boolean bodies)
    implements HttpSession.Wrapper {

  @Override
  public HttpReply exchange(HttpCall call) throws InterruptedException {
    Map<String, String> fields = fields();
    log("Request:\n" + text(call) + "\n", fields);
    HttpReply reply = session.exchange(call);
    log("Response:\n" + text(reply) + "\n", fields);
    return reply;
  }

  @Override
  public Pending start(HttpCall call, Consumer<HttpReply> done) {
    Map<String, String> fields = fields();
    log("Request:\n" + text(call) + "\n", fields);
    return session.start(
        call,
        reply -> {
          log("Response:\n" + text(reply) + "\n", fields);
          done.accept(reply);
        });
  }

  private Map<String, String> fields() {
    var fields = new LinkedHashMap<String, String>();
    fields.put("group", context.group());
    fields.put("iter", Long.toString(context.iterationInInstance()));
    fields.put("request_id", UUID.randomUUID().toString());
    fields.put("scenario", context.scenario());
    fields.put("source", "http-debug");
    fields.put("vu", Integer.toString(context.vuId()));
    return fields;
  }

  private void log(String text, Map<String, String> fields) {
    context.log().log(LogLevel.INFO, text, fields);
  }

  private String text(HttpCall call) {
    var text = new StringBuilder();
    String path = call.uri().getRawPath();
    String query = call.uri().getRawQuery();
    text.append(call.method()).append(' ');
    text.append(path == null || path.isEmpty() ? "/" : path);
    text.append(query == null ? "" : "?" + query).append(" HTTP/1.1\r\n");
    boolean hasHost = false;
    for (HttpCall.Header header : call.headers()) {
      hasHost |= header.name().equalsIgnoreCase("Host");
    }
    if (!hasHost) {
      String authority = String.valueOf(call.uri().getRawAuthority());
      line(text, "Host", authority.substring(authority.lastIndexOf('@') + 1));
    }
    call.headers().forEach(header -> line(text, header.name(), header.value()));
    byte[] body = call.body();
    if (body != null) {
      line(text, "Content-Length", Integer.toString(body.length));
    }
    text.append("\r\n");
    if (bodies && body != null) {
      text.append(new String(body, StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  private String text(HttpReply reply) {
    HttpFault fault = reply.fault();
    if (fault != null && reply.status() == 0) {
      return fault.message() + " (error_code " + fault.code() + ")";
    }
    var text = new StringBuilder();
    text.append(reply.protocol()).append(' ').append(reply.status());
    text.append(' ').append(reply.reason()).append("\r\n");
    reply.headers().forEach(header -> line(text, header.name(), header.value()));
    text.append("\r\n");
    if (bodies) {
      text.append(new String(reply.body(), StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(": ").append(value).append("\r\n");
  }
}
