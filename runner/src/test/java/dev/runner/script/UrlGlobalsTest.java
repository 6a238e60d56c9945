package dev.runner.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `URL` and `URLSearchParams`, in scripts.
class UrlGlobalsTest {
  @TempDir Path folder;
  private Scripts scripts;

  @BeforeEach
  void prepare() {
    scripts = new Scripts(folder);
  }

  @AfterEach
  void close() {
    scripts.close();
  }

  private List<String> run(String statements) {
    return scripts.printed("export default function () {\n" + statements + "\n}");
  }

  private String href(String arguments) {
    return run("try { console.log(new URL("
            + arguments
            + ").href) } catch (e) { console.log(e.name) }")
        .getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "HTTP://EXAMPLE.com:80|http://example.com/",
        "https://x:0443/a|https://x/a",
        "http://x:8080/a/../b/./c/%2e%2E/d|http://x:8080/b/d",
        "http:\\\\\\\\x\\\\y|http://x/y",
        "http:x|http://x/",
        "  http://a\\tb\\n/  |http://ab/",
        "http://us@er:pa:ss@host/|http://us%40er:pa%3Ass@host/",
        "http://[2001:db8:0:0:1:0:0:1]|http://[2001:db8::1:0:0:1]/",
        "http://[::ffff:1.2.3.4]|http://[::ffff:102:304]/",
        "http://[1:2:3:4:5:6:7:8:9]|TypeError",
        "http://0x7f.1|http://127.0.0.1/",
        "http://192.168.257|http://192.168.1.1/",
        "http://256.256.256.256|TypeError",
        "http://1.2.3.4.5|TypeError",
        "http://a b|TypeError",
        "http://a%41.com|http://aa.com/",
        "http://bücher.de/ü?ü#ü|http://xn--bcher-kva.de/%C3%BC?%C3%BC#%C3%BC",
        "http://faß.de|http://xn--fa-hia.de/",
        "http://日本語。jp|http://xn--wgv71a119e.jp/",
        "http://ＧＯ.com|http://go.com/",
        "http://xn--a|TypeError",
        "http://x/%zz%20 {}|http://x/%zz%20%20%7B%7D",
        "http://x?a'b|http://x/?a%27b",
        "foo://x?a'b|foo://x?a'b",
        "http://x:65536|TypeError",
        "http://x:a|TypeError",
        "http://|TypeError",
        "|TypeError",
        "/path|TypeError",
        "mailto:a b@c?x#y|mailto:a b@c?x#y",
        "foo:/a/../b|foo:/b",
        "foo:/.//x|foo:/.//x",
        "file:c:\\\\a\\\\b|file:///c:/a/b",
        "file://localhost/x|file:///x",
        "file:///C:/..|file:///C:/",
        "http://x/\\ud800|http://x/%EF%BF%BD",
      })
  @DisplayName("absolute URLs are normalised or refused")
  void absolute(String text, String expected) {
    assertThat(href("'" + (text == null ? "" : text.replace("a'b", "a\\'b")) + "'"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rel|http://a.com/b/rel",
        "../x/./y|http://a.com/x/y",
        "/abs|http://a.com/abs",
        "//other/p|http://other/p",
        "?q|http://a.com/b/c?q",
        "#f|http://a.com/b/c?d#f",
        "http:x|http://a.com/b/x",
        "https:x|https://x/",
        "mailto:x|mailto:x",
      })
  @DisplayName("relative URLs are resolved against a base")
  void relative(String text, String expected) {
    assertThat(href("'" + text + "', 'http://a.com/b/c?d#e'")).isEqualTo(expected);
    assertThat(href("'" + text + "', new URL('http://a.com/b/c?d#e')")).isEqualTo(expected);
  }

  @Test
  @DisplayName("all parts can be read")
  void parts() {
    assertThat(
            run(
                """
                const u = new URL('https://ada:pw@example.com:8443/a/b?x=1&y=2#top');
                console.log(u.origin, u.protocol, u.username, u.password, u.host, u.hostname, u.port);
                console.log(u.pathname, u.search, u.hash, u.searchParams.get('y'));
                console.log(String(u), JSON.stringify({ u }), `${u}` === u.href);
                console.log(new URL('file:///x').origin, new URL('blob:https://a.com/1').origin);
                console.log(URL.canParse('x'), URL.canParse('x', 'http://h'), URL.parse('x'));
                try { new URL('nope') } catch (e) { console.log(e.name, e.message) }
                """))
        .containsExactly(
            "https://example.com:8443 https: ada pw example.com:8443 example.com 8443",
            "/a/b ?x=1&y=2 #top 2",
            "https://ada:pw@example.com:8443/a/b?x=1&y=2#top"
                + " {\"u\":\"https://ada:pw@example.com:8443/a/b?x=1&y=2#top\"} true",
            "null https://a.com",
            "false true null",
            "TypeError Invalid URL: 'nope'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "protocol|http|http://u:p@h:81/p?q#f",
        "protocol|foo|https://u:p@h:81/p?q#f",
        "username|a b|https://a%20b:p@h:81/p?q#f",
        "password||https://u@h:81/p?q#f",
        "host|x:443|https://u:p@x/p?q#f",
        "host|x:90/y|https://u:p@x:90/p?q#f",
        "hostname|x:90|https://u:p@h:81/p?q#f",
        "hostname|[::1]|https://u:p@[::1]:81/p?q#f",
        "hostname|a b|https://u:p@h:81/p?q#f",
        "port|443|https://u:p@h/p?q#f",
        "port|12ab|https://u:p@h:12/p?q#f",
        "port|99999|https://u:p@h:81/p?q#f",
        "port||https://u:p@h/p?q#f",
        "pathname|a/../b c?d|https://u:p@h:81/b%20c%3Fd?q#f",
        "search|?x=ü|https://u:p@h:81/p?x=%C3%BC#f",
        "search||https://u:p@h:81/p#f",
        "hash|x y|https://u:p@h:81/p?q#x%20y",
        "hash||https://u:p@h:81/p?q",
        "href|http://z|http://z/",
      })
  @DisplayName("parts can be set; what makes no sense is ignored")
  void setters(String part, String value, String expected) {
    String given = value == null ? "" : value;
    assertThat(
            run(
                "const u = new URL('https://u:p@h:81/p?q#f'); u."
                    + part
                    + " = '"
                    + given
                    + "'; console.log(u.href)"))
        .containsExactly(expected);
  }

  @Test
  @DisplayName("searchParams and search stay the same thing")
  void linked() {
    assertThat(
            run(
                """
                const u = new URL('http://h/?a=1');
                const params = u.searchParams;
                params.append('b', 'x y');
                console.log(u.href);
                u.search = '?c=3';
                console.log(String(params), params === u.searchParams);
                u.href = 'http://z?d=4';
                console.log(String(params));
                params.delete('d');
                console.log(u.href);
                try { u.href = 'bad' } catch (e) { console.log(e.name, u.href) }
                """))
        .containsExactly(
            "http://h/?a=1&b=x+y", "c=3 true", "d=4", "http://z/", "TypeError http://z/");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'a=1&b=2&a=3'|a=1&b=2&a=3",
        "'?x=%20+y'|x=++y",
        "'=&&=x&y'|=&=x&y=",
        "'%zz=%E4'|%25zz=%EF%BF%BD",
        "{ a: 1, b: \"x y~*-._!'()\" }|a=1&b=x+y%7E*-._%21%27%28%29",
        "[['k', 'v'], ['k', '&=']]|k=v&k=%26%3D",
        "new Map([['m', 'n']])|m=n",
        "new URLSearchParams('z=1')|z=1",
        "undefined|",
        "'ü=☃'|%C3%BC=%E2%98%83",
      })
  @DisplayName("parameters are made of strings, records, pairs and of each other")
  void params(String init, String expected) {
    assertThat(run("console.log(new URLSearchParams(" + init + ").toString())"))
        .containsExactly(expected == null ? "" : expected);
  }

  @Test
  @DisplayName("parameters can be read, changed, sorted and walked through")
  void changes() {
    assertThat(
            run(
                """
                const p = new URLSearchParams('b=1&a=2&b=3');
                console.log(p.get('b'), p.getAll('b').join(), p.get('z'), p.has('a'), p.has('a', '9'), p.size);
                p.set('b', 'x');
                p.append('c', '');
                p.sort();
                console.log(String(p), [...p.keys()].join(), [...p.values()].join());
                p.delete('b', 'y');
                p.delete('c');
                p.forEach((value, name, all) => console.log(name, value, all === p));
                console.log([...p].join('|'), Object.fromEntries(p));
                for (const wrong of [() => p.get(), () => p.set('a'), () => new URLSearchParams([['a']])]) {
                  try { wrong() } catch (e) { console.log(e.name) }
                }
                """))
        .containsExactly(
            "1 1,3 null true false 3",
            "a=2&b=x&c= a,b,c 2,x,",
            "a 2 true",
            "b x true",
            "a,2|b,x { a: \"2\", b: \"x\" }",
            "TypeError",
            "TypeError",
            "TypeError");
  }
}
