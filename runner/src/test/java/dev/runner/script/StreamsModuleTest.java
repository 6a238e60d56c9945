package dev.runner.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The module `k6/experimental/streams`, in scripts.
class StreamsModuleTest {
  private static final String HEAD =
      """
      import {
        ReadableStream, ReadableStreamDefaultReader, WritableStream, WritableStreamDefaultWriter,
        CountQueuingStrategy,
      } from 'k6/experimental/streams';
      const said = [];
      const say = (...words) => said.push(words.join(' '));
      const show = () => console.log(said.splice(0).join(', '));
      const soon = () => new Promise((go) => setTimeout(go, 1));
      const text = (result) => result.done ? 'done' : String(result.value);
      async function outcome(fn) {
        try {
          const value = await fn();
          return value === undefined ? 'fine' : String(value);
        } catch (error) {
          return error instanceof Error ? error.name : String(error);
        }
      }
      export default async function () {
      """;

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

  /// The lines that a script with this default function prints.
  private List<String> printed(String body) {
    return scripts.printed(HEAD + body + "}\n");
  }

  @Test
  @DisplayName("a source is started once, pulled while there is room, and read in order")
  void reading() {
    assertThat(
            printed(
                """
                let n = 0;
                const source = {
                  started: 0,
                  start(c) { this.started++; say('start', c.desiredSize) },
                  pull(c) { n++; say('pull', c.desiredSize); n === 4 ? c.close() : c.enqueue(n) },
                };
                const stream = new ReadableStream(source, new CountQueuingStrategy({ highWaterMark: 2 }));
                await soon();
                show();
                const reader = stream.getReader();
                for (let i = 0; i < 5; i++) { say(text(await reader.read())) }
                await reader.closed;
                say(source.started, stream.locked);
                show();

                let running = 0, most = 0;
                const slow = new ReadableStream({
                  async pull(c) { most = Math.max(most, ++running); await soon(); c.enqueue('x'); running-- },
                }, { highWaterMark: 3 });
                const second = slow.getReader();
                await Promise.all([second.read(), second.read(), second.read(), second.read()]);
                say('at once', most);
                show();

                const sized = new ReadableStream({
                  start(c) { c.enqueue('four'); say(c.desiredSize); c.enqueue('1234567'); say(c.desiredSize) },
                }, { highWaterMark: 10, size: (chunk) => chunk.length });
                show();
                """))
        .containsExactly(
            "start 2, pull 2, pull 1",
            "pull 1, 1, pull 1, 2, 3, done, done, 1 true",
            "at once 1",
            "6, -1");
  }

  @Test
  @DisplayName("readers lock, wait, cancel and let go")
  void readers() {
    assertThat(
            printed(
                """
                let control;
                const stream = new ReadableStream({
                  start(c) { control = c },
                  cancel(reason) { say('cancelled:', reason) },
                }, { highWaterMark: 0 });
                say(stream.locked);
                const reader = stream.getReader();
                say(stream.locked, reader instanceof ReadableStreamDefaultReader);
                say(await outcome(() => stream.getReader()), await outcome(() => stream.cancel()));
                const first = reader.read(), second = reader.read();
                control.enqueue('a'); control.enqueue('b');
                say(text(await first), text(await second));
                const third = reader.read();
                reader.releaseLock(); reader.releaseLock();
                say(stream.locked, await outcome(() => third), await outcome(() => reader.read()));
                say(await outcome(() => reader.closed), await outcome(() => reader.cancel()));
                show();
                const next = new ReadableStreamDefaultReader(stream);
                const fourth = next.read();
                say(await outcome(() => next.cancel('enough')), text(await fourth), await outcome(() => next.closed));
                say(await outcome(() => control.enqueue('late')), await outcome(() => control.close()), control.desiredSize);
                next.releaseLock();
                say(await outcome(() => stream.cancel()));
                show();
                const bad = new ReadableStream({ cancel() { throw new RangeError() } });
                say(await outcome(() => bad.cancel()));
                show();
                """))
        .containsExactly(
            "false, true true, TypeError TypeError, a b, false TypeError TypeError, TypeError TypeError",
            "cancelled: enough, fine done fine, TypeError TypeError 0, fine",
            "RangeError");
  }

  @Test
  @DisplayName("what fails in a source fails the reads, with the same reason")
  void readingFails() {
    assertThat(
            printed(
                """
                const ways = {
                  start: { async start() { await soon(); throw 'start' } },
                  pull: { pull() { throw 'pull' } },
                  later: { async pull() { await soon(); throw 'later' } },
                  error: { start(c) { c.enqueue('lost'); c.error('error'); c.error('again') } },
                };
                for (const [name, source] of Object.entries(ways)) {
                  const stream = new ReadableStream(source);
                  const reader = stream.getReader();
                  say(name, await outcome(() => reader.read()), await outcome(() => reader.closed), await outcome(() => reader.cancel()));
                }
                show();
                say(await outcome(() => new ReadableStream({ start() { throw new RangeError() } })));
                for (const strategy of [
                  { highWaterMark: -1 }, { highWaterMark: 'many' }, { size: 5 }, 'x',
                ]) {
                  say(await outcome(() => new ReadableStream({}, strategy) && 'made'));
                }
                for (const source of [null, { pull: 1 }, { type: 'bytes' }, { type: 'other' }, { type: 'default' }]) {
                  say(await outcome(() => new ReadableStream(source) && 'made'));
                }
                show();
                for (const size of [() => -1, () => NaN, () => Infinity, () => { throw 'size' }]) {
                  let thrown;
                  const stream = new ReadableStream({
                    async start(c) { thrown = await outcome(() => c.enqueue(1)) },
                  }, { size });
                  say(await outcome(() => stream.getReader().read()), thrown);
                }
                say(await outcome(() => new ReadableStreamDefaultReader({})), await outcome(() => new ReadableStream().getReader({ mode: 'byob' })));
                show();
                """))
        .containsExactly(
            "start start start start, pull pull pull pull, later later later later, error error error error",
            "RangeError, RangeError, RangeError, TypeError, TypeError,"
                + " TypeError, TypeError, TypeError, TypeError, made",
            "RangeError RangeError, RangeError RangeError, RangeError RangeError, size size, TypeError TypeError");
  }

  @Test
  @DisplayName("for await reads a stream to its end, and cancels it when it stops early")
  void iterating() {
    assertThat(
            printed(
                """
                const numbers = () => {
                  let n = 0;
                  return new ReadableStream({
                    pull(c) { n < 3 ? c.enqueue(++n) : c.close() },
                    cancel(reason) { say('cancelled', reason) },
                  });
                };
                const all = numbers();
                for await (const n of all) { say(n) }
                say(all.locked);
                for await (const n of numbers()) { say(n); break }
                const kept = numbers();
                for await (const n of kept.values({ preventCancel: true })) { say(n); break }
                say(text(await kept.getReader().read()));
                show();
                """))
        .containsExactly("1, 2, 3, false, 1, cancelled , 1, 2");
  }

  @Test
  @DisplayName("a sink gets one chunk after the other; the writer hears when there is room")
  void writing() {
    assertThat(
            printed(
                """
                let running = 0;
                const stream = new WritableStream({
                  start() { say('start') },
                  async write(chunk) { say('write', chunk, ++running); await soon(); running-- },
                  close() { say('close') },
                  abort() { say('never') },
                }, new CountQueuingStrategy({ highWaterMark: 2 }));
                const writer = stream.getWriter();
                say(writer instanceof WritableStreamDefaultWriter, stream.locked, writer.desiredSize);
                await writer.ready;
                let ready = false;
                const writes = [writer.write('a'), writer.write('b'), writer.write('c')];
                writer.ready.then(() => { ready = true });
                say(writer.desiredSize);
                await writes[0];
                say(ready, writer.desiredSize);
                await writes[1];
                await writer.ready;
                say(writer.desiredSize);
                const closing = writer.close();
                say(await outcome(() => writer.write('late')), await outcome(() => writer.close()));
                await closing; await writer.closed;
                say(writer.desiredSize, await outcome(() => writer.abort()));
                show();
                writer.releaseLock();
                say(stream.locked, await outcome(() => writer.desiredSize), await outcome(() => writer.write(1)));
                say(await outcome(() => writer.closed), await outcome(() => writer.ready), await outcome(() => stream.close()));
                const free = new WritableStream();
                say(await outcome(() => free.close()), await outcome(() => free.getWriter().write(1)));
                show();
                """))
        .containsExactly(
            "start, true true 2, write a 1, -1, write b 1, false 0, write c 1, 1,"
                + " TypeError TypeError, close, 0 fine",
            "false TypeError TypeError, TypeError TypeError TypeError, fine TypeError");
  }

  @Test
  @DisplayName("aborting ends a sink once the write in progress has ended; what waits fails")
  void aborting() {
    assertThat(
            printed(
                """
                const stream = new WritableStream({
                  async write(chunk, c) {
                    say('write', chunk, c.signal.aborted);
                    c.signal.addEventListener('abort', () => say('signal', c.signal.reason));
                    await soon();
                  },
                  abort(reason) { say('abort', reason) },
                });
                const writer = stream.getWriter();
                const first = writer.write('a'), second = outcome(() => writer.write('b'));
                await Promise.resolve();
                const aborted = writer.abort('stop');
                say(String(writer.desiredSize), await outcome(() => writer.ready));
                say(await outcome(() => first), await second, await outcome(() => aborted));
                say(await outcome(() => writer.closed), await outcome(() => writer.write('c')), await outcome(() => writer.close()));
                show();
                const bad = new WritableStream({ abort() { throw 'no' } });
                say(await outcome(() => bad.abort('x')), await outcome(() => bad.getWriter().closed));
                show();
                """))
        .containsExactly(
            "write a false, signal stop, null stop, abort stop, fine stop fine, stop stop TypeError",
            "no x");
  }

  @Test
  @DisplayName("what fails in a sink fails the writes, with the same reason")
  void writingFails() {
    assertThat(
            printed(
                """
                const ways = {
                  start: { async start() { await soon(); throw 'start' } },
                  write: { write() { throw 'write' } },
                  error: { write(chunk, c) { c.error('error') } },
                };
                for (const [name, sink] of Object.entries(ways)) {
                  const writer = new WritableStream(sink).getWriter();
                  const results = [outcome(() => writer.write(1)), outcome(() => writer.write(2)), outcome(() => writer.closed)];
                  say(name, ...(await Promise.all(results)));
                }
                const writer = new WritableStream({ close() { throw 'close' } }).getWriter();
                say(await outcome(() => writer.close()), await outcome(() => writer.closed));
                show();
                for (const sink of [null, { write: 1 }, { type: 'bytes' }]) {
                  say(await outcome(() => new WritableStream(sink)));
                }
                const sized = new WritableStream({}, { size: () => -1 }).getWriter();
                say(await outcome(() => sized.write(1)), await outcome(() => new WritableStreamDefaultWriter({})));
                const strategy = new CountQueuingStrategy({ highWaterMark: '4' });
                const { size } = strategy;
                say(strategy.highWaterMark, size(), new CountQueuingStrategy().highWaterMark, Object.prototype.toString.call(strategy));
                show();
                """))
        .containsExactly(
            "start start start start, write write write write, error fine error error, close close",
            "TypeError, TypeError, RangeError, RangeError TypeError, 4 1 1 [object CountQueuingStrategy]");
  }
}
