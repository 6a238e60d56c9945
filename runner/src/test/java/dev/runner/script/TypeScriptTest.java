package dev.runner.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.runner.script.ScriptError.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypeScriptTest {
  @TempDir private Path folder;
  private Scripts scripts;

  @BeforeEach
  void start() {
    scripts = new Scripts(folder);
  }

  @AfterEach
  void stop() {
    scripts.close();
  }

  private String url(String name) {
    return folder.resolve(name).toUri().toString();
  }

  @Test
  @DisplayName("types, enums, interfaces, generics and parameter properties of a script work")
  void syntax() {
    scripts.write(
        "shapes.ts",
        """
        export enum Colour { Red = 1, Green }
        export interface Shape { readonly area: number; name?: string }
        export abstract class Base { abstract get area(): number; }
        export class Square extends Base implements Shape {
          constructor(private side: number, public readonly name = 'square') { super(); }
          get area(): number { return this.side ** 2; }
        }
        export type Pair<T> = [T, T];
        """);
    scripts.write("plain.mts", "export const twice = <T,>(x: T): T[] => [x, x];");
    Path main =
        scripts.write(
            "main.ts",
            """
            import { Square, Colour, type Shape, Pair } from './shapes.ts';
            import { twice } from './plain.mts';
            import type { Response } from 'k6/http';
            declare const __ENV: Record<string, string>;
            const shape: Shape = new Square(3);
            const pair: Pair<number> = [1, 2] satisfies number[];
            function f(this: void, r?: Response): asserts r is Response {}
            export default function (): void {
              console.log(shape.area, shape!.name, Colour[2], pair as unknown, twice('x'), f.length);
            }
            """);
    Scripts.open(scripts.loadFile(main), scripts.scope).iterate("default", 0);
    assertThat(scripts.scope.lines)
        .containsExactly("info 9 square Green [ 1, 2 ] [ \"x\", \"x\" ] 1 {source=console}");
  }

  @Test
  @DisplayName("a .js script may import .ts files, also by the name that they have when compiled")
  void fromJavaScript() {
    scripts.write("lib.ts", "export const a: number = 1;");
    assertThat(
            scripts.printed(
                """
                import { a } from './lib.ts';
                import { a as b } from './lib.js';
                export default () => console.log(a, b);
                """))
        .containsExactly("1 1");
  }

  @Test
  @DisplayName("an exception in TypeScript names the line of the .ts file")
  void positions() {
    Path main =
        scripts.write(
            "main.ts",
            """
            interface A {
              a: number;
            }
            export default function (): void {
              const a: A = { a: 1 };
              throw new Error('at ' + a.a);
            }
            """);
    ScriptInstance instance = Scripts.open(scripts.loadFile(main), scripts.scope);
    assertThat(catchThrowableOfType(ScriptError.class, () -> instance.iterate("default", 0)))
        .hasMessage("Error: at 1\n\tat default (" + url("main.ts") + ":6:9)");
  }

  @Test
  @DisplayName("a syntax error in TypeScript names the place in the .ts file")
  void syntaxError() {
    scripts.write("bad.ts", "const a: number = 1;\nlet b: = 2;\n");
    ScriptError imported =
        catchThrowableOfType(ScriptError.class, () -> scripts.open("import './bad.ts'"));
    assertThat(imported.kind()).isEqualTo(Kind.SYNTAX);
    assertThat(imported).hasMessageStartingWith("SyntaxError: " + url("bad.ts") + ":2:");
  }

  @Test
  @DisplayName("what was compiled is kept on disk for the next run")
  void cached() throws Exception {
    Path main = scripts.write("main.ts", "export default (): void => console.log('compiled');");
    Scripts.open(scripts.loadFile(main), new TestScope());
    Path cache = folder.resolve("cache/typescript");
    try (var kept = Files.list(cache)) {
      Path file = kept.findFirst().orElseThrow();
      assertThat(file).content().contains("console.log('compiled')").doesNotContain("void");
      Files.writeString(file, "export default () => console.log('from the cache');");
    }
    Scripts.open(scripts.loadFile(main), scripts.scope).iterate("default", 0);
    assertThat(scripts.scope.lines).containsExactly("info from the cache {source=console}");
  }
}
