package dev.runner.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.js.module.ScriptPhase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The modules `k6/data`, `k6/experimental/fs` and `k6/experimental/csv`, in scripts.
class DataModulesTest {
  private static final String TRY =
      """
      function attempt(fn) { try { fn(); console.log('no error') } catch (e) { console.log(e.name + ': ' + e.message) } }
      async function attemptAsync(fn) { try { await fn(); console.log('no error') } catch (e) { console.log(e.name + ': ' + e.message) } }
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

  @Test
  @DisplayName("a SharedArray behaves like an array that cannot be changed")
  void sharedArray() {
    assertThat(
            scripts.printed(
                TRY
                    + """
                    import { SharedArray } from 'k6/data';
                    const data = new SharedArray('users', () => [
                      { name: 'Ada', at: new Date(0), f() {}, tags: ['x'] }, 5, undefined, 'text',
                    ]);
                    export default function () {
                      console.log(data.length, Array.isArray(data), JSON.stringify(data[0]), data[1], data[2], data[3], data[4]);
                      console.log(data[0] !== data[0], Object.isFrozen(data[0].tags), 3 in data, 4 in data);
                      let sum = []; for (const v of data) { sum.push(typeof v) } console.log(sum.join());
                      let keys = []; for (const k in data) { keys.push(k) } console.log(keys.join());
                      const mapped = data.map((v) => typeof v); mapped.push('own');
                      console.log(mapped.join(), data.filter((v) => v === 5).length, data.slice(1, 2)[0], data.indexOf('text'));
                      console.log(JSON.stringify(data), [...data].length, data.at(-1));
                      attempt(() => { data[0] = 1 }); attempt(() => data.push(1)); attempt(() => { data[0].name = 'x' });
                      attempt(() => { data.length = 0 }); attempt(() => { delete data[0] });
                      attempt(() => new SharedArray('late', () => []));
                    }
                    """))
        .containsExactly(
            "4 true {\"name\":\"Ada\",\"at\":\"1970-01-01T00:00:00.000Z\",\"tags\":[\"x\"]} 5 null text undefined",
            "true true true false",
            "object,number,object,string",
            "0,1,2,3",
            "object,number,object,string,own 1 5 3",
            "[{\"name\":\"Ada\",\"at\":\"1970-01-01T00:00:00.000Z\",\"tags\":[\"x\"]},5,null,\"text\"] 4 text",
            "TypeError: SharedArray is immutable",
            "TypeError: SharedArray is immutable",
            "TypeError: Cannot assign to read only property 'name' of {name: \"Ada\", at: \"1970-01-01T00:00:00.000Z\", tags: [\"x\"]}",
            "TypeError: SharedArray is immutable",
            "TypeError: SharedArray is immutable",
            "GoError: a SharedArray can be made in the init stage only, outside of any function");
  }

  @Test
  @DisplayName("the function of a SharedArray runs once for all virtual users")
  void once() {
    Script script =
        scripts.load(
            """
            import { SharedArray } from 'k6/data';
            const outer = new SharedArray('outer', () => { console.log('made outer'); return [...new SharedArray('inner', () => [1, 2])] });
            const again = new SharedArray('outer', () => { console.log('made again'); return [] });
            export default function () { console.log(outer.length + again.length) }
            """);
    for (int vu = 1; vu <= 3; vu++) {
      scripts.scope.vuId = vu;
      scripts.scope.phase = ScriptPhase.INIT;
      ScriptInstance instance = script.open(scripts.scope, Map.of());
      scripts.scope.phase = ScriptPhase.VU;
      instance.iterate("default", 0);
    }
    assertThat(scripts.scope.lines).filteredOn(line -> line.contains("made outer")).hasSize(1);
    assertThat(scripts.scope.lines).noneMatch(line -> line.contains("made again"));
    assertThat(scripts.scope.lines).filteredOn(line -> line.contains("info 4")).hasSize(3);
  }

  @Test
  @DisplayName("wrong uses of SharedArray say what is wrong")
  void sharedArrayMistakes() {
    assertThat(
            scripts.printed(
                TRY
                    + """
                    import { SharedArray } from 'k6/data';
                    attempt(() => new SharedArray('', () => []));
                    attempt(() => new SharedArray('a'));
                    attempt(() => new SharedArray('b', async () => []));
                    attempt(() => new SharedArray('c', () => ({})));
                    attempt(() => new SharedArray('d', () => { throw new RangeError('own') }));
                    export default function () {}
                    """))
        .containsExactly(
            "Error: new SharedArray() needs a name that is not empty",
            "Error: new SharedArray('a', …) needs a function that returns an array",
            "Error: the function of SharedArray 'b' must not be async",
            "Error: the function of SharedArray 'c' must return an array",
            "RangeError: own");
  }

  @Test
  @DisplayName("a file is read and sought from its cursor")
  void files() {
    scripts.write("data/a.txt", "0123456789");
    assertThat(
            scripts.printed(
                TRY
                    + """
                    import fs, { open, SeekMode } from 'k6/experimental/fs';
                    const file = await open('data/a.txt');
                    await attemptAsync(() => open('missing.txt').catch((e) => { throw new Error(e.name) }));
                    export default async function () {
                      console.log(file.path, JSON.stringify(await file.stat()));
                      const into = new Uint8Array(4);
                      const text = () => String.fromCharCode(...into);
                      console.log(await file.read(into), text(), await file.read(into), text(), await file.read(into), text(), await file.read(into));
                      console.log(await file.seek(-2, SeekMode.End), await file.read(into), await file.seek(1), await file.seek(2, fs.SeekMode.Current), await file.read(into), text());
                      await attemptAsync(() => file.seek(99));
                      await attemptAsync(() => file.read([]));
                      await attemptAsync(() => open('data/a.txt'));
                    }
                    """))
        .containsExactly(
            "Error: NotFoundError",
            "data/a.txt {\"name\":\"a.txt\",\"size\":10}",
            "4 0123 4 4567 2 8967 null",
            "8 2 1 3 4 3456",
            "TypeError: File.seek() to 99: the file has 10 bytes",
            "TypeError: File.read() takes a Uint8Array to read into",
            "Error: fs.open() can be used in the init stage only");
  }

  @Test
  @DisplayName("CSV rows come all at once or one by one, as arrays or objects")
  void csv() {
    scripts.write("u.csv", "name,n\r\nAda,\"1,5\"\nBob,\"say \"\"x\"\"\nhi\"\n\nCy,é\n");
    assertThat(
            scripts.printed(
                TRY
                    + """
                    import { open } from 'k6/experimental/fs';
                    import csv from 'k6/experimental/csv';
                    const read = async (options) => JSON.stringify(await csv.parse(await open('u.csv'), options));
                    const all = await read(), objects = await read({ asObjects: true });
                    const some = await read({ fromLine: 1, toLine: 2 }), skipped = await read({ skipFirstLine: true, toLine: 1 });
                    const file = await open('u.csv');
                    const parser = new csv.Parser(file, { asObjects: true });
                    await attemptAsync(async () => csv.parse({}));
                    await attemptAsync(async () => read({ fromLine: 3, toLine: 2 }));
                    export default async function () {
                      console.log(all); console.log(objects); console.log(some); console.log(skipped);
                      console.log(JSON.stringify([await parser.next(), await parser.next(), await parser.next(), await parser.next(), await parser.next()]));
                      await file.seek(0);
                      console.log(JSON.stringify(await parser.next()));
                    }
                    """))
        .containsExactly(
            "TypeError: csv.parse() takes a file opened by fs.open() of k6/experimental/fs",
            "TypeError: toLine (2) comes before fromLine (3)",
            "[[\"name\",\"n\"],[\"Ada\",\"1,5\"],[\"Bob\",\"say \\\"x\\\"\\nhi\"],[\"Cy\",\"é\"]]",
            "[{\"name\":\"Ada\",\"n\":\"1,5\"},{\"name\":\"Bob\",\"n\":\"say \\\"x\\\"\\nhi\"},{\"name\":\"Cy\",\"n\":\"é\"}]",
            "[[\"Ada\",\"1,5\"],[\"Bob\",\"say \\\"x\\\"\\nhi\"]]",
            "[[\"Ada\",\"1,5\"]]",
            "[{\"done\":false,\"value\":{\"name\":\"Ada\",\"n\":\"1,5\"}},{\"done\":false,\"value\":{\"name\":\"Bob\",\"n\":\"say \\\"x\\\"\\nhi\"}},{\"done\":false,\"value\":{\"name\":\"Cy\",\"n\":\"é\"}},{\"done\":true,\"value\":[]},{\"done\":true,\"value\":[]}]",
            "{\"done\":false,\"value\":{\"name\":\"name\",\"n\":\"n\"}}");
  }
}
