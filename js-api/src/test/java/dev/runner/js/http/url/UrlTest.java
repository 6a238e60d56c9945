package dev.runner.js.http.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTest {
  @ParameterizedTest(name = "{0} goes out as {1}")
  @DisplayName("What URLs go out as")
  @CsvSource({
    "http://t, http://t/",
    "http://t?a=1, http://t/?a=1",
    "http://t:8080/a/b?c=d#e, http://t:8080/a/b?c=d",
    "HTTP://T/A, http://T/A",
    "http://t/a b?c d|e={f}, http://t/a%20b?c%20d%7Ce=%7Bf%7D",
    "http://t/é?ü=1, http://t/%C3%A9?%C3%BC=1",
    "http://t/a%20b?x=%, http://t/a%20b?x=%25",
    "http://t/?a[]=1&b=<>\"^`\\, http://t/?a[]=1&b=%3C%3E%22%5E%60%5C",
    "http://u:p@t/, http://t/",
    "http://my_service:81/x, http://my_service:81/x",
    "http://[::1]:80/, http://[::1]:80/",
    "http://bücher.example/, http://xn--bcher-kva.example/",
    "http://t:/x, http://t/x",
  })
  void wire(String text, String wire) throws UrlFault {
    assertThat(Url.parse(text).uri()).hasToString(wire);
    assertThat(Url.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} is refused with {1}")
  @DisplayName("What no request can go to is refused")
  @CsvSource({
    "'', 1000",
    "x, 1000",
    "/x, 1000",
    "ftp://t/, 1000",
    "localhost:80/x, 1000",
    "http:x, 1000",
    "http://, 1000",
    "http:///x, 1000",
    "http://t/%zz, 1020",
    "http://t:x/, 1020",
    "http://t:99999/, 1020",
    "'http://a b/', 1020",
    "'http://t/\n', 1020",
    "://t/, 1020",
  })
  void refused(String text, int code) {
    assertThatThrownBy(() -> Url.parse(text))
        .isInstanceOfSatisfying(UrlFault.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @ParameterizedTest(name = "{0} means {1}")
  @DisplayName("References are resolved against the page they stand on")
  @CsvSource({
    "http://x/y, http://x/y",
    "//x/y, http://x/y",
    "/y, http://u@t:8/y",
    "y, http://u@t:8/a/y",
    "?q, http://u@t:8/a/b?q",
    "#f, http://u@t:8/a/b?c=d#f",
    "../y, http://u@t:8/y",
    "../../../y?a=../b, http://u@t:8/y?a=../b",
    "./, http://u@t:8/a/",
    "., http://u@t:8/a/",
    "x/../y#z, http://u@t:8/a/y#z",
  })
  void resolve(String reference, String text) throws UrlFault {
    assertThat(Url.parse("http://u@t:8/a/b?c=d#e").resolve(reference).text()).isEqualTo(text);
  }

  @Test
  @DisplayName("User name and password become credentials and are masked")
  void userInfo() throws UrlFault {
    Url url = Url.parse("http://us%40er:p:w@t/x");
    assertThat(url.publicText()).isEqualTo("http://****:****@t/x");
    assertThat(url.basicAuthorization()).isEqualTo("Basic dXNAZXI6cDp3");
    assertThat(url.host()).isEqualTo("t");
    assertThat(Url.parse("http://t/").basicAuthorization()).isNull();
  }

  @Test
  @DisplayName("A cache gives the same URL for the same text")
  void cache() throws UrlFault {
    var cache = new UrlCache(2);
    Url first = cache.parse("http://t/1");
    assertThat(cache.parse("http://t/1")).isSameAs(first);
    for (int i = 0; i < 20; i++) {
      assertThat(cache.parse("http://t/" + i).text()).isEqualTo("http://t/" + i);
    }
  }
}
