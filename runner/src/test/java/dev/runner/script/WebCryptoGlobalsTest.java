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

/// The global `crypto`, in scripts.
class WebCryptoGlobalsTest {
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
        const { subtle } = crypto;
        const text = (s) => new TextEncoder().encode(s);
        const bytes = (h) => new Uint8Array((h.match(/../g) ?? []).map((x) => parseInt(x, 16)));
        const hex = (b) => [...new Uint8Array(b)].map((x) => x.toString(16).padStart(2, '0')).join('');
        const aes = (name, ...uses) =>
            subtle.importKey('raw', bytes('2b7e151628aed2a6abf7158809cf4f3c'), name, true, uses);
        """,
        statements);
  }

  @ParameterizedTest
  @CsvSource({
    "SHA-1, a9993e364706816aba3e25717850c26c9cd0d89d",
    "sha-256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "SHA-384, cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
    "SHA-512, ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
  })
  @DisplayName("digests of FIPS 180")
  void digest(String name, String digest) {
    assertThat(run("console.log(hex(await subtle.digest('" + name + "', text('abc'))))"))
        .containsExactly(digest);
  }

  @Test
  @DisplayName("AES: the first blocks of NIST SP 800-38A and a test case of GCM")
  void aes() {
    assertThat(
            run(
                """
                const block = bytes('6bc1bee22e409f96e93d7e117393172a');
                const iv = bytes('000102030405060708090a0b0c0d0e0f');
                const counter = bytes('f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff');
                const cbc = await aes('AES-CBC', 'encrypt', 'decrypt');
                const c = await subtle.encrypt({ name: 'AES-CBC', iv }, cbc, block);
                console.log(hex(c).slice(0, 32), c.byteLength, hex(await subtle.decrypt({ name: 'AES-CBC', iv }, cbc, c)));
                const ctr = await aes('AES-CTR', 'encrypt', 'decrypt');
                console.log(hex(await subtle.encrypt({ name: 'AES-CTR', counter, length: 128 }, ctr, block)));
                const zero = await subtle.importKey('raw', new Uint8Array(16), 'AES-GCM', false, ['encrypt', 'decrypt']);
                const gcm = { name: 'AES-GCM', iv: new Uint8Array(12) };
                const g = await subtle.encrypt(gcm, zero, new Uint8Array(16));
                console.log(hex(g), hex(await subtle.decrypt(gcm, zero, g)));
                """))
        .containsExactly(
            "7649abac8119b246cee98e9b12e9197d 32 6bc1bee22e409f96e93d7e117393172a",
            "874d6191b620e3261bef6864990db6ce",
            "0388dace60b6a392f328c2b971b2fe78ab6e47d42cec13bdf53a67b21257bddf"
                + " 00000000000000000000000000000000");
  }

  @Test
  @DisplayName("AES-CTR counts in the last bits only, and GCM authenticates further data")
  void modes() {
    assertThat(
            run(
                """
                const ctr = await aes('AES-CTR', 'encrypt');
                const at = (counter, data) => subtle.encrypt({ name: 'AES-CTR', counter: bytes(counter), length: 8 }, ctr, data);
                const both = hex(await at('000000000000000000000000000000ff', new Uint8Array(32)));
                console.log(both.slice(0, 32) === hex(await at('000000000000000000000000000000ff', new Uint8Array(16))));
                console.log(both.slice(32) === hex(await at('00000000000000000000000000000000', new Uint8Array(16))));
                await at('00000000000000000000000000000000', new Uint8Array(257 * 16)).catch((e) => console.log(e.name));
                const key = await aes('AES-GCM', 'encrypt', 'decrypt');
                const algorithm = { name: 'AES-GCM', iv: new Uint8Array(12), additionalData: text('a'), tagLength: 96 };
                const c = await subtle.encrypt(algorithm, key, text('xyz'));
                console.log(c.byteLength, hex(await subtle.decrypt(algorithm, key, c)));
                await subtle.decrypt({ ...algorithm, additionalData: text('b') }, key, c).catch((e) => console.log(e.name));
                """))
        .containsExactly("true", "true", "OperationError", "15 78797a", "OperationError");
  }

  @Test
  @DisplayName("HMAC of RFC 4231, with keys from bytes and from a JSON Web Key")
  void hmac() {
    assertThat(
            run(
                """
                const algorithm = { name: 'HMAC', hash: 'SHA-256' };
                const key = await subtle.importKey('raw', text('Jefe'), algorithm, true, ['sign', 'verify']);
                const data = text('what do ya want for nothing?');
                const s = await subtle.sign('HMAC', key, data);
                console.log(hex(s), await subtle.verify('HMAC', key, s, data), await subtle.verify('HMAC', key, s, text('x')));
                const jwk = await subtle.exportKey('jwk', key);
                console.log(JSON.stringify(jwk));
                const again = await subtle.importKey('jwk', jwk, algorithm, false, ['sign']);
                console.log(hex(await subtle.sign('HMAC', again, data)) === hex(s), again.algorithm.length);
                """))
        .containsExactly(
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843 true false",
            "{\"kty\":\"oct\",\"k\":\"SmVmZQ\",\"alg\":\"HS256\",\"key_ops\":[\"sign\",\"verify\"],\"ext\":true}",
            "true 32");
  }

  @ParameterizedTest
  @ValueSource(strings = {"P-256", "P-384", "P-521"})
  @DisplayName("elliptic curves: keys go out and in again, signatures hold, both sides agree")
  void elliptic(String curve) {
    assertThat(
            run(
                """
                const algorithm = { name: 'ECDSA', namedCurve: '%1$s' };
                const pair = await subtle.generateKey(algorithm, true, ['sign', 'verify']);
                const how = { name: 'ECDSA', hash: 'SHA-256' };
                for (const mine of ['pkcs8', 'jwk']) {
                  const own = await subtle.importKey(mine, await subtle.exportKey(mine, pair.privateKey), algorithm, true, ['sign']);
                  const s = await subtle.sign(how, own, text('m'));
                  const results = [JSON.stringify(await subtle.exportKey('jwk', own)) === JSON.stringify(await subtle.exportKey('jwk', pair.privateKey))];
                  for (const theirs of ['spki', 'raw', 'jwk']) {
                    const open = await subtle.importKey(theirs, await subtle.exportKey(theirs, pair.publicKey), algorithm, true, ['verify']);
                    results.push(await subtle.verify(how, open, s, text('m')), await subtle.verify(how, open, s, text('n')));
                  }
                  console.log(results.join());
                }
                const dh = { name: 'ECDH', namedCurve: '%1$s' };
                const a = await subtle.generateKey(dh, false, ['deriveBits']);
                const b = await subtle.generateKey(dh, false, ['deriveBits']);
                const one = await subtle.deriveBits({ name: 'ECDH', public: b.publicKey }, a.privateKey, 256);
                const two = await subtle.deriveBits({ name: 'ECDH', public: a.publicKey }, b.privateKey, 256);
                console.log(hex(one) === hex(two), one.byteLength);
                """
                    .formatted(curve)))
        .containsExactly(
            "true,true,false,true,false,true,false",
            "true,true,false,true,false,true,false",
            "true 32");
  }

  @Test
  @DisplayName("a signature of RFC 6979's key is verified with its public point")
  void knownPoint() {
    assertThat(
            run(
                """
                const point = bytes('04'
                    + '60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6'
                    + '7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299');
                const s = bytes('efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716'
                    + 'f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8');
                const key = await subtle.importKey('raw', point, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']);
                console.log(await subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, s, text('sample')));
                """))
        .containsExactly("true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSASSA-PKCS1-v1_5", "RSA-PSS", "RSA-OAEP"})
  @DisplayName("RSA: keys go out and in again, and do their work")
  void rsa(String name) {
    assertThat(
            run(
                """
                const algorithm = { name: '%s', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
                const oaep = algorithm.name === 'RSA-OAEP';
                const pair = await subtle.generateKey(algorithm, true, oaep ? ['encrypt', 'decrypt'] : ['sign', 'verify']);
                const how = { name: algorithm.name, saltLength: 32, label: text('l') };
                for (const [theirs, mine] of [['spki', 'pkcs8'], ['jwk', 'jwk']]) {
                  const open = await subtle.importKey(theirs, await subtle.exportKey(theirs, pair.publicKey), algorithm, true, pair.publicKey.usages);
                  const own = await subtle.importKey(mine, await subtle.exportKey(mine, pair.privateKey), algorithm, true, pair.privateKey.usages);
                  if (oaep) {
                    console.log(hex(await subtle.decrypt(how, own, await subtle.encrypt(how, open, text('m')))) === '6d');
                  } else {
                    const s = await subtle.sign(how, own, text('m'));
                    console.log(await subtle.verify(how, open, s, text('m')) && !(await subtle.verify(how, open, s, text('n'))));
                  }
                  console.log(open.type, own.type, open.algorithm.modulusLength, open.algorithm.publicExponent.join(), open.algorithm.hash.name);
                }
                """
                    .formatted(name)))
        .containsExactly(
            "true",
            "public private 2048 1,0,1 SHA-256",
            "true",
            "public private 2048 1,0,1 SHA-256");
  }

  @Test
  @DisplayName("PBKDF2 of RFC 6070, and keys derived by it")
  void pbkdf2() {
    assertThat(
            run(
                """
                const password = await subtle.importKey('raw', text('password'), 'PBKDF2', false, ['deriveBits', 'deriveKey']);
                const algorithm = { name: 'PBKDF2', hash: 'SHA-1', salt: text('salt'), iterations: 4096 };
                console.log(hex(await subtle.deriveBits(algorithm, password, 160)));
                const key = await subtle.deriveKey({ ...algorithm, iterations: 1 }, password, { name: 'AES-GCM', length: 128 }, true, ['encrypt']);
                console.log(key.type, key.algorithm.length, hex(await subtle.exportKey('raw', key)));
                """))
        .containsExactly(
            "4b007901b765489abead49d926f721d065a429c1",
            "secret 128 0c60c80f961f0e71f3a9b524af601206");
  }

  @Test
  @DisplayName("keys are wrapped: AES-KW of RFC 3394, others as JSON Web Keys")
  void wrapping() {
    assertThat(
            run(
                """
                const kek = await subtle.importKey('raw', bytes('000102030405060708090a0b0c0d0e0f'), 'AES-KW', false, ['wrapKey', 'unwrapKey']);
                const key = await subtle.importKey('raw', bytes('00112233445566778899aabbccddeeff'), 'AES-CBC', true, ['encrypt']);
                const wrapped = await subtle.wrapKey('raw', key, kek, 'AES-KW');
                const back = await subtle.unwrapKey('raw', wrapped, kek, 'AES-KW', 'AES-CBC', true, ['encrypt']);
                console.log(hex(wrapped), hex(await subtle.exportKey('raw', back)));
                await subtle.unwrapKey('raw', new Uint8Array(24), kek, 'AES-KW', 'AES-CBC', true, ['encrypt']).catch((e) => console.log(e.name));
                const gcm = { name: 'AES-GCM', iv: new Uint8Array(12) };
                const other = await aes('AES-GCM', 'wrapKey', 'unwrapKey');
                const sealed = await subtle.wrapKey('jwk', key, other, gcm);
                const opened = await subtle.unwrapKey('jwk', sealed, other, gcm, 'AES-CBC', true, ['encrypt']);
                console.log(hex(await subtle.exportKey('raw', opened)));
                """))
        .containsExactly(
            "1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5 00112233445566778899aabbccddeeff",
            "OperationError",
            "00112233445566778899aabbccddeeff");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "subtle.digest('MD5', text('x'))|NotSupportedError",
        "subtle.digest('SHA-256', 'x')|TypeError",
        "subtle.generateKey({ name: 'Ed25519' }, true, ['sign'])|NotSupportedError",
        "subtle.generateKey({ name: 'AES-CBC', length: 100 }, true, ['encrypt'])|OperationError",
        "subtle.generateKey({ name: 'AES-CBC', length: 128 }, true, ['sign'])|SyntaxError",
        "subtle.generateKey({ name: 'AES-CBC', length: 128 }, true, [])|SyntaxError",
        "subtle.generateKey({ name: 'AES-CBC', length: 128 }, true, ['fly'])|TypeError",
        "subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-1' }, true, ['sign'])|NotSupportedError",
        "subtle.generateKey({ name: 'HMAC' }, true, ['sign'])|TypeError",
        "subtle.importKey('raw', new Uint8Array(5), 'AES-CBC', true, ['encrypt'])|DataError",
        "subtle.importKey('xyz', new Uint8Array(16), 'AES-CBC', true, ['encrypt'])|TypeError",
        "subtle.importKey('spki', new Uint8Array(16), 'AES-CBC', true, ['encrypt'])|NotSupportedError",
        "subtle.importKey('jwk', { kty: 'RSA' }, 'AES-CBC', true, ['encrypt'])|DataError",
        "subtle.importKey('raw', new Uint8Array(16), 'PBKDF2', true, ['deriveBits'])|SyntaxError",
        "subtle.importKey('raw', new Uint8Array(65), { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify'])|DataError",
        "subtle.importKey('spki', new Uint8Array(65), { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify'])|DataError",
        "aes('AES-CBC', 'encrypt').then((k) => subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, k, text('x')))|InvalidAccessError",
        "aes('AES-CBC', 'encrypt').then((k) => subtle.decrypt({ name: 'AES-CBC', iv: new Uint8Array(16) }, k, text('x')))|InvalidAccessError",
        "aes('AES-CBC', 'decrypt').then((k) => subtle.decrypt({ name: 'AES-CBC', iv: new Uint8Array(16) }, k, text('x')))|OperationError",
        "aes('AES-CBC', 'encrypt').then((k) => subtle.encrypt({ name: 'AES-CBC', iv: new Uint8Array(5) }, k, text('x')))|OperationError",
        "subtle.generateKey({ name: 'AES-CBC', length: 128 }, false, ['encrypt']).then((k) => subtle.exportKey('raw', k))|InvalidAccessError",
        "subtle.sign('HMAC', {}, text('x'))|TypeError",
      })
  @DisplayName("what is wrong rejects the promise by the right name")
  void rejections(String call, String name) {
    assertThat(run("const p = " + call + "; console.log(p instanceof Promise); await p"))
        .hasSize(2)
        .startsWith("true")
        .last()
        .asString()
        .startsWith("thrown " + name);
  }

  @Test
  @DisplayName("random values fill arrays of integers; UUIDs are of version 4")
  void random() {
    assertThat(
            run(
                """
                const array = new Uint32Array(8);
                console.log(crypto.getRandomValues(array) === array, array.some((x) => x !== 0));
                const window = new Uint8Array(new ArrayBuffer(64), 32, 8);
                crypto.getRandomValues(window);
                console.log([...new Uint8Array(window.buffer, 0, 32)].every((x) => x === 0));
                console.log(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()));
                for (const wrong of [new Float32Array(1), [1], new Uint8Array(70000)]) {
                  try { crypto.getRandomValues(wrong) } catch (e) { console.log(e.name) }
                }
                try { new CryptoKey() } catch (e) { console.log(e.name) }
                console.log(String(crypto), typeof CryptoKey);
                """))
        .containsExactly(
            "true true",
            "true",
            "true",
            "TypeMismatchError",
            "TypeMismatchError",
            "QuotaExceededError",
            "TypeError",
            "[object Crypto] function");
  }
}
