package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Popular packages of the npm registry, installed by npm and used by scripts without a bundler.
/// Needs npm and the registry, or packages that an earlier run installed; is skipped without.
class PackagesIT {
  private static final Path FOLDER = Path.of("target", "npm").toAbsolutePath();
  private static final String PACKAGES =
      "uuid@14.0.3 lodash@4.18.1 dayjs@1.11.23 chai@6.3.0 ajv@8.20.0 papaparse@5.7.1"
          + " jsonpath-plus@10.4.0 @faker-js/faker@10.6.0 zod@4.6.7 nanoid@5.1.16"
          + " fast-xml-parser@5.12.1 jwt-decode@4.0.0 lodash-es@4.18.1";

  @BeforeAll
  static void install() throws Exception {
    Npm.install(FOLDER, PACKAGES);
  }

  private static Result run(String name, String text) {
    var cli = new Cli(FOLDER);
    cli.file(name, text);
    return cli.run("run", "-q", "--summary-mode=disabled", name);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "import { v4, v7, validate } from 'uuid'                 | [validate(v4()), v7().length]                          | [ true, 36 ]",
        "import _, { chunk } from 'lodash'                       | [_.sum([1, 2]), chunk([1, 2, 3], 2)]                   | [ 3, [ [ 1, 2 ], [ 3 ] ] ]",
        "import fp from 'lodash/fp'                              | fp.map((x) => x + 1)([1, 2])                           | [ 2, 3 ]",
        "import { groupBy } from 'lodash-es'                     | groupBy([1.2, 1.7], Math.floor)[1]                     | [ 1.2, 1.7 ]",
        "import dayjs from 'dayjs'; import utc from 'dayjs/plugin/utc'; dayjs.extend(utc) | dayjs.utc('2020-02-28').add(2, 'day').format('YYYY-MM-DD') | 2020-03-01",
        "import { expect } from 'chai'                           | (expect({ a: [1] }).to.deep.equal({ a: [1] }), 'equal') | equal",
        "import Ajv from 'ajv'                                   | new Ajv().compile({ type: 'object', required: ['a'] })({}) | false",
        "import Papa from 'papaparse'                            | Papa.parse('a,b\\n1,2', { header: true }).data         | [ { a: \\\"1\\\", b: \\\"2\\\" } ]",
        "import { JSONPath } from 'jsonpath-plus'                | JSONPath({ path: '$..a', json: { a: 1, b: { a: 2 } } }) | [ 1, 2 ]",
        "import { faker } from '@faker-js/faker'                 | (faker.seed(1), faker.person.fullName().length > 3)    | true",
        "import { z } from 'zod'                                 | z.object({ a: z.string() }).safeParse({ a: 1 }).success | false",
        "import { nanoid, customAlphabet } from 'nanoid'         | [nanoid().length, customAlphabet('ab', 5)().length]    | [ 21, 5 ]",
        "import { XMLParser, XMLBuilder } from 'fast-xml-parser' | new XMLParser().parse('<a><b>1</b></a>')               | { a: { b: 1 } }",
        "import { jwtDecode } from 'jwt-decode'                  | jwtDecode('eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjMifQ.x').sub | 123",
      })
  @DisplayName("a package is imported from node_modules and works")
  void works(String imports, String expression, String shown) {
    Result result =
        run(
            "package.js",
            imports + ";\nexport default () => console.log(" + expression + ", 'ok');");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).contains(shown + " ok");
    assertThat(result.err()).doesNotContain("level=error");
  }

  @Test
  @DisplayName("require finds packages too, also the ES modules among them")
  void require() {
    Result result =
        run(
            "required.cjs",
            """
            const _ = require('lodash');
            const dayjs = require('dayjs');
            const { nanoid } = require('nanoid');
            const Ajv = require('ajv');
            exports.default = () => console.log(
                _.last([1, 2]), dayjs('2020-01-01').year(), nanoid(8).length, typeof Ajv);
            """);
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).contains("2 2020 8 function");
  }

  @Test
  @DisplayName("what a package does not export is an error that says so")
  void notExported() {
    Result result = run("hidden.js", "import x from 'uuid/dist/nothing'; export default () => {};");
    assertThat(result.code()).isEqualTo(255);
    assertThat(result.err()).contains("does not export './dist/nothing'");
  }
}
