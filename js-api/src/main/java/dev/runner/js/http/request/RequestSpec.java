package dev.runner.js.http.request;

import dev.runner.js.http.cookie.CookieJar;
import dev.runner.js.http.url.Url;
import dev.runner.sample.Tags;
import dev.runner.transport.HttpCall.Header;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request as the script asked for it, redirects not yet followed.
///
/// @param name what the `name` and `url` tags say instead of the URL, or null
/// @param headers without cookies and credentials
/// @param cookies those given for this request alone
/// @param tags those given for this request, without `name`
/// @param timeoutNanos for all hops together
/// @param redirects how many to follow at most
/// @param redirectsGiven whether that number was given for this request
/// @param expected null if the request is neither a success nor a failure
/// @param auth how the user name and password in the URL are used
public record RequestSpec(
    String method,
    Url url,
    @Nullable String name,
    List<Header> headers,
    byte @Nullable [] body,
    List<OwnCookie> cookies,
    CookieJar jar,
    Tags tags,
    long timeoutNanos,
    int redirects,
    boolean redirectsGiven,
    ResponseType responseType,
    @Nullable ExpectedStatuses expected,
    Auth auth) {

  /// A cookie given for one request.
  ///
  /// @param replaces whether a cookie of that name in the jar is not sent
  public record OwnCookie(String name, String value, boolean replaces) {}

  /// How a request proves who it comes from.
  public enum Auth {
    BASIC,
    DIGEST,
    NTLM
  }

  /// What becomes of a response's body.
  public enum ResponseType {
    TEXT,
    BINARY,
    NONE
  }
}
