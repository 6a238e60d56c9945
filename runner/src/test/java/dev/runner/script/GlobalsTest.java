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
import org.junit.jupiter.params.provider.ValueSource;

/// The globals that come to life when a script uses them: text, events, clones, clocks.
class GlobalsTest {
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
    return scripts.printed(
        """
        const list = (buffer) => [...new Uint8Array(buffer)].join();
        """,
        statements);
  }

  @Test
  @DisplayName("a global can be used in init code, replaced, and found by its name")
  void lazy() {
    assertThat(
            scripts.printed(
                """
                const early = btoa('a');
                globalThis.atob = 5;
                structuredClone = undefined;
                export default () => {
                  console.log(early, atob, typeof structuredClone, typeof URL, 'URL' in globalThis);
                  console.log(Object.keys(globalThis).includes('URL'), URL === globalThis.URL);
                  console.log(typeof nothing, typeof fetch, typeof window);
                };
                """))
        .containsExactly(
            "YQ== 5 undefined function true", "false true", "undefined undefined undefined");
  }

  @Test
  @DisplayName("k6/timers are the global timers")
  void timers() {
    assertThat(
            scripts.printed(
                """
                import timers, { setTimeout as later, clearTimeout as never } from 'k6/timers';
                export default () => {
                  console.log(later === setTimeout, timers.setInterval === setInterval);
                  never(later(() => console.log('cancelled'), 1));
                  later((a, b) => console.log('fired', a, b), 5, 1, 2);
                };
                """))
        .containsExactly("true true", "fired 1 2");
  }

  @Test
  @DisplayName("Intl works")
  void intl() {
    assertThat(
            run(
                """
                console.log(new Intl.NumberFormat('de-DE').format(1234567.5));
                console.log(new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC' }).format(new Date(0)));
                """))
        .containsExactly("1.234.567,5", "01/01/1970");
  }

  @Test
  @DisplayName("TextEncoder makes UTF-8")
  void encoder() {
    assertThat(
            run(
                """
                const encoder = new TextEncoder();
                console.log(encoder.encoding, list(encoder.encode('aä€😀')));
                console.log(encoder.encode().length, list(encoder.encode('\\ud800x')));
                const target = new Uint8Array(4);
                console.log(encoder.encodeInto('aä€', target), list(target));
                console.log(encoder.encode('x') instanceof Uint8Array, String(encoder));
                """))
        .containsExactly(
            "utf-8 97,195,164,226,130,172,240,159,152,128",
            "0 239,191,189,120",
            "{ read: 2, written: 3 } 97,195,164,0",
            "true [object TextEncoder]");
  }

  @ParameterizedTest
  @CsvSource({
    "'97,195,164,226,130,172,240,159,152,128', aä€😀",
    "'239,187,191,97', a",
    "'240,128,128', ���",
    "'226,130', �",
    "'226,130,97', �a",
    "'237,160,128', ���",
    "'244,144,128,128', ����",
    "'255,97', �a",
    "'192,175', ��",
  })
  @DisplayName("TextDecoder reads UTF-8, each broken sequence as the standard says")
  void utf8(String bytes, String text) {
    assertThat(run("console.log(new TextDecoder().decode(new Uint8Array([" + bytes + "])))"))
        .containsExactly(text);
  }

  @Test
  @DisplayName("TextDecoder: UTF-16, labels, streams, BOM, fatal")
  void decoder() {
    assertThat(
            run(
                """
                console.log(new TextDecoder('utf-16').decode(new Uint8Array([97, 0, 61, 216, 0, 222])));
                console.log(new TextDecoder('UTF-16BE ').decode(new Uint8Array([0, 97, 216, 61, 222, 0])));
                console.log(new TextDecoder('utf-16le').decode(new Uint8Array([61, 216, 97, 0, 1])));
                console.log(new TextDecoder('utf8').encoding, new TextDecoder('ucs-2').encoding);
                const streamed = new TextDecoder();
                let text = '';
                for (const b of [239, 187, 191, 226, 130, 172, 240, 159]) {
                  text += streamed.decode(new Uint8Array([b]), { stream: true });
                }
                console.log(text + streamed.decode(), streamed.decode(new Uint8Array([239, 187, 191, 98])));
                console.log(new TextDecoder('utf-8', { ignoreBOM: true })
                    .decode(new Uint8Array([239, 187, 191, 98])).length);
                const strict = new TextDecoder('utf-8', { fatal: true });
                try { strict.decode(new Uint8Array([255])) } catch (e) { console.log(e.name) }
                console.log(strict.decode(new Uint8Array([97])), strict.fatal);
                console.log(new TextDecoder().decode(new Uint8Array([1, 98, 2]).subarray(1, 2)));
                for (const label of ['latin1', 'ascii', 'utf-32']) {
                  try { new TextDecoder(label) } catch (e) { console.log(e.name, e.message) }
                }
                """))
        .containsExactly(
            "a😀",
            "a😀",
            "�a�",
            "utf-8 utf-16le",
            "€� b",
            "2",
            "TypeError",
            "a true",
            "b",
            "RangeError the encoding 'latin1' is not supported: use utf-8, utf-16le or utf-16be",
            "RangeError the encoding 'ascii' is not supported: use utf-8, utf-16le or utf-16be",
            "RangeError the encoding 'utf-32' is not supported: use utf-8, utf-16le or utf-16be");
  }

  @Test
  @DisplayName("atob and btoa, and what they refuse")
  void base64() {
    assertThat(
            run(
                """
                console.log(btoa('a\\xff'), atob(' Yf8 =\\n').charCodeAt(1), atob('YQ'), atob(''));
                for (const wrong of [() => btoa('€'), () => atob('a'), () => atob('YQ='), () => atob('Y-')]) {
                  try { wrong(); console.log('no') } catch (e) { console.log(e.name, e.code, e instanceof DOMException) }
                }
                """))
        .containsExactly(
            "Yf8= 255 a ",
            "InvalidCharacterError 5 true",
            "InvalidCharacterError 5 true",
            "InvalidCharacterError 5 true",
            "InvalidCharacterError 5 true");
  }

  @Test
  @DisplayName("structuredClone copies deeply, with types, cycles and transfers")
  void clones() {
    assertThat(
            run(
                """
                const from = { d: new Date(5), r: /x/gi, m: new Map([[{ k: 1 }, new Set([1])]]), n: null,
                    a: [1, , 3], u: undefined, big: 10n, e: new RangeError('r', { cause: 'c' }),
                    t: new Uint16Array([1, 2, 3]).subarray(1), s: new String('s') };
                from.self = from;
                const to = structuredClone(from);
                console.log(to !== from, to.self === to, to.d.getTime(), String(to.r), to.m.size);
                console.log([...to.m.values()][0].has(1), 1 in to.a, to.a.length, 'u' in to, to.big);
                console.log(to.e instanceof RangeError, to.e.message, to.e.cause, to.t.join(), typeof to.s);
                const buffer = new ArrayBuffer(4);
                const moved = structuredClone({ buffer }, { transfer: [buffer] });
                console.log(moved.buffer.byteLength, buffer.byteLength);
                class A { x = 1 }
                console.log(structuredClone(new A()) instanceof A, structuredClone(new A()).x);
                for (const wrong of [() => 1, Symbol('s'), { f() {} }, new WeakMap(), Promise.resolve()]) {
                  try { structuredClone(wrong); console.log('no') } catch (e) { console.log(e.name, e.code) }
                }
                """))
        .containsExactly(
            "true true 5 /x/gi 1",
            "true false 3 true 10",
            "true r c 2,3 object",
            "4 0",
            "false 1",
            "DataCloneError 25",
            "DataCloneError 25",
            "DataCloneError 25",
            "DataCloneError 25",
            "DataCloneError 25");
  }

  @Test
  @DisplayName("queueMicrotask runs before timers, in order")
  void microtasks() {
    assertThat(
            run(
                """
                setTimeout(() => console.log('timer'));
                queueMicrotask(() => console.log('micro'));
                Promise.resolve().then(() => console.log('then'));
                console.log('now');
                """))
        .containsExactly("now", "micro", "then", "timer");
  }

  @Test
  @DisplayName("performance.now measures in milliseconds")
  void performance() {
    assertThat(
            run(
                """
                const from = performance.now();
                setTimeout(() => console.log(Math.round(performance.now() - from)), 250);
                console.log(Math.abs(performance.timeOrigin + from - Date.now()) < 60000);
                """))
        .containsExactly("true", "250");
  }

  @Test
  @DisplayName("an abort is heard once, with its reason")
  void abort() {
    assertThat(
            run(
                """
                const controller = new AbortController();
                const { signal } = controller;
                signal.addEventListener('abort', (e) => console.log('heard', e.type, e.target === signal));
                signal.onabort = () => console.log('on');
                const any = AbortSignal.any([new AbortController().signal, signal]);
                console.log(signal.aborted, signal.reason);
                controller.abort();
                controller.abort('again');
                console.log(signal.aborted, signal.reason.name, any.aborted, any.reason === signal.reason);
                console.log(AbortSignal.abort('why').reason);
                try { signal.throwIfAborted() } catch (e) { console.log(e.name, e.code) }
                try { new AbortSignal() } catch (e) { console.log(e.name) }
                """))
        .containsExactly(
            "false undefined",
            "heard abort true",
            "on",
            "true AbortError true true",
            "why",
            "AbortError 20",
            "TypeError");
  }

  @Test
  @DisplayName("a signal aborts by time, and keeps the iteration only if somebody listens")
  void timeouts() {
    assertThat(
            run(
                """
                const unheard = AbortSignal.timeout(60000);
                const heard = AbortSignal.timeout(30);
                heard.onabort = () => console.log(heard.reason.name, unheard.aborted);
                const polled = AbortSignal.timeout(10);
                setTimeout(() => console.log(polled.aborted, polled.reason.name), 20);
                """))
        .containsExactly("true TimeoutError", "TimeoutError false");
    assertThat(scripts.scope.sleeps).allMatch(nanos -> nanos <= 30_000_000);
  }

  @Test
  @DisplayName("events reach functions and objects, once if so wished, and can be cancelled")
  void events() {
    assertThat(
            run(
                """
                const target = new EventTarget();
                const gone = () => console.log('gone');
                target.addEventListener('x', (e) => { console.log('one', e.type); e.preventDefault() }, { once: true });
                target.addEventListener('x', { handleEvent(e) { console.log('two', this !== undefined) } });
                target.addEventListener('x', gone);
                target.removeEventListener('x', gone);
                const controller = new AbortController();
                target.addEventListener('x', gone, { signal: controller.signal });
                controller.abort();
                console.log(target.dispatchEvent(new Event('x', { cancelable: true })));
                target.addEventListener('x', (e) => e.stopImmediatePropagation());
                target.addEventListener('x', gone);
                console.log(target.dispatchEvent(new Event('x')));
                class Mine extends EventTarget {}
                console.log(new Mine().dispatchEvent(new Event('y')));
                """))
        .containsExactly("one x", "two true", "false", "two true", "true", "true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "structuredClone()",
        "queueMicrotask(1)",
        "new Event()",
        "new EventTarget().dispatchEvent({})",
        "new EventTarget().addEventListener('x', 5)",
        "atob()",
        "new TextDecoder().decode('text')",
        "new TextEncoder().encodeInto('x', [])",
      })
  @DisplayName("arguments of the wrong type throw a TypeError")
  void wrongTypes(String expression) {
    assertThat(run(expression)).singleElement().asString().startsWith("thrown TypeError");
  }
}
