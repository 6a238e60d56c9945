(function (host) {
  "use strict";

  const { isView } = ArrayBuffer;
  const KEY = Symbol("key");
  const HASHES = { "SHA-1": 512, "SHA-256": 512, "SHA-384": 1024, "SHA-512": 1024 };
  const CURVES = ["P-256", "P-384", "P-521"];
  const AES = ["AES-CBC", "AES-GCM", "AES-CTR", "AES-KW"];
  const RSA = ["RSASSA-PKCS1-v1_5", "RSA-PSS", "RSA-OAEP"];
  const EC = ["ECDSA", "ECDH"];
  const KNOWN = [...AES, ...RSA, ...EC, "HMAC", "PBKDF2"];
  const CIPHER = ["encrypt", "decrypt", "wrapKey", "unwrapKey"];
  const ALL_USAGES = [...CIPHER, "sign", "verify", "deriveKey", "deriveBits"];

  const fail = (name, message) => new DOMException(message, name);

  // What a key of that kind may be used for.
  const USAGES = {
    "AES-CBC": { secret: CIPHER },
    "AES-GCM": { secret: CIPHER },
    "AES-CTR": { secret: CIPHER },
    "AES-KW": { secret: ["wrapKey", "unwrapKey"] },
    HMAC: { secret: ["sign", "verify"] },
    PBKDF2: { secret: ["deriveKey", "deriveBits"] },
    ECDSA: { public: ["verify"], private: ["sign"] },
    ECDH: { public: [], private: ["deriveKey", "deriveBits"] },
    "RSASSA-PKCS1-v1_5": { public: ["verify"], private: ["sign"] },
    "RSA-PSS": { public: ["verify"], private: ["sign"] },
    "RSA-OAEP": { public: ["encrypt", "wrapKey"], private: ["decrypt", "unwrapKey"] },
  };

  function bytes(data, what = "the data") {
    if (data instanceof ArrayBuffer) {
      return data;
    }
    if (isView(data)) {
      const { buffer, byteOffset, byteLength } = data;
      return byteLength === buffer.byteLength
        ? buffer
        : buffer.slice(byteOffset, byteOffset + byteLength);
    }
    throw new TypeError(`${what} must be an ArrayBuffer or a typed array`);
  }

  const optional = (data, what) => (data === undefined ? null : bytes(data, what));
  const buffer = (content) => new ArrayBuffer(content);

  function algorithmOf(given, names = KNOWN) {
    const object = typeof given === "string" ? { name: given } : given;
    if (typeof object !== "object" || object === null || object.name === undefined) {
      throw new TypeError("an algorithm must be a name or an object with a name");
    }
    const wanted = String(object.name).toUpperCase();
    const name = names.find((known) => known.toUpperCase() === wanted);
    if (name === undefined) {
      throw fail("NotSupportedError", `the algorithm '${object.name}' is not supported here`);
    }
    return { ...object, name };
  }

  function hashOf(given) {
    if (given === undefined) {
      throw new TypeError("the algorithm needs a hash, such as SHA-256");
    }
    return algorithmOf(given, Object.keys(HASHES)).name;
  }

  function curveOf(given) {
    if (given === undefined) {
      throw new TypeError("the algorithm needs a namedCurve");
    }
    if (!CURVES.includes(given)) {
      throw fail("NotSupportedError", `the curve '${given}' is not supported: use ${CURVES}`);
    }
    return given;
  }

  function usagesOf(given) {
    const usages = [...given].map(String);
    const wrong = usages.find((usage) => !ALL_USAGES.includes(usage));
    if (wrong !== undefined) {
      throw new TypeError(`'${wrong}' is no use of a key`);
    }
    return ALL_USAGES.filter((usage) => usages.includes(usage));
  }

  function whole(value, what, least = 0) {
    const number = Number(value);
    if (!Number.isInteger(number) || number < least || number > 0x7fffffff) {
      throw new TypeError(`${what} must be a whole number of at least ${least}`);
    }
    return number;
  }

  class CryptoKey {
    #material;
    #facts;

    constructor(key, material, facts) {
      if (key !== KEY) {
        throw new TypeError("CryptoKey has no public constructor: use crypto.subtle");
      }
      this.#material = material;
      this.#facts = facts;
    }

    get type() {
      return this.#facts.type;
    }
    get extractable() {
      return this.#facts.extractable;
    }
    get algorithm() {
      return this.#facts.algorithm;
    }
    get usages() {
      return this.#facts.usages;
    }

    static [KEY](key) {
      if (!(key instanceof CryptoKey)) {
        throw new TypeError("this takes a CryptoKey");
      }
      return key.#material;
    }
  }

  const material = CryptoKey[KEY];
  delete CryptoKey[KEY];

  function make(content, type, algorithm, extractable, usages) {
    const allowed = USAGES[algorithm.name][type];
    const wrong = usages.find((usage) => !allowed.includes(usage));
    if (wrong !== undefined) {
      throw fail("SyntaxError", `a ${type} ${algorithm.name} key cannot be used to ${wrong}`);
    }
    if (type !== "public" && usages.length === 0) {
      throw fail("SyntaxError", `a ${type} key needs at least one use`);
    }
    return new CryptoKey(KEY, content, { type, extractable: !!extractable, algorithm, usages });
  }

  function check(key, algorithm, usage) {
    material(key);
    if (key.algorithm.name !== algorithm.name) {
      throw fail(
        "InvalidAccessError",
        `the key is for ${key.algorithm.name}, not for ${algorithm.name}`,
      );
    }
    if (!key.usages.includes(usage)) {
      throw fail("InvalidAccessError", `the key is not for ${usage}`);
    }
  }

  function aesLength(given) {
    const length = Number(given);
    if (![128, 192, 256].includes(length)) {
      throw fail("OperationError", `an AES key has 128, 192 or 256 bits, not ${given}`);
    }
    return length;
  }

  function cipher(encrypts, algorithm, key, data) {
    const content = material(key);
    switch (algorithm.name) {
      case "AES-CBC": {
        const iv = bytes(algorithm.iv, "iv");
        if (iv.byteLength !== 16) {
          throw fail("OperationError", "the iv of AES-CBC has 16 bytes");
        }
        return host.cbc(encrypts, content, iv, data);
      }
      case "AES-GCM": {
        const tag = algorithm.tagLength === undefined ? 128 : Number(algorithm.tagLength);
        if (![32, 64, 96, 104, 112, 120, 128].includes(tag)) {
          throw fail("OperationError", `there is no tag of ${algorithm.tagLength} bits`);
        }
        const additional = optional(algorithm.additionalData, "additionalData");
        return host.gcm(encrypts, content, bytes(algorithm.iv, "iv"), additional, tag, data);
      }
      case "AES-CTR": {
        const counter = bytes(algorithm.counter, "counter");
        const length = whole(algorithm.length, "length");
        if (counter.byteLength !== 16 || length < 1 || length > 128) {
          throw fail("OperationError", "a counter has 16 bytes and a length of 1 to 128 bits");
        }
        return host.ctr(encrypts, content, counter, length, data);
      }
      case "RSA-OAEP": {
        if (key.type !== (encrypts ? "public" : "private")) {
          throw fail("InvalidAccessError", `this takes a ${encrypts ? "public" : "private"} key`);
        }
        const label = optional(algorithm.label, "label");
        return host.oaep(encrypts, content, key.algorithm.hash.name, label, data);
      }
      default:
        return host.keyWrap(encrypts, content, data);
    }
  }

  function signing(algorithm, key) {
    const hash = algorithm.name === "ECDSA" ? hashOf(algorithm.hash) : key.algorithm.hash.name;
    const salt = algorithm.name === "RSA-PSS" ? whole(algorithm.saltLength, "saltLength") : 0;
    return [algorithm.name, material(key), hash, salt];
  }

  function generate(given, extractable, usages) {
    const algorithm = algorithmOf(given, [...AES, ...RSA, ...EC, "HMAC"]);
    const { name } = algorithm;
    if (AES.includes(name)) {
      const length = aesLength(algorithm.length);
      const facts = { name, length };
      make(null, "secret", facts, extractable, usages);
      return make(host.generateSecret(length / 8), "secret", facts, extractable, usages);
    }
    if (name === "HMAC") {
      const hash = hashOf(algorithm.hash);
      const length = algorithm.length === undefined ? HASHES[hash] : whole(algorithm.length, "length");
      if (length === 0 || length % 8 !== 0) {
        throw fail("OperationError", "the length of an HMAC key is a multiple of 8 bits");
      }
      const facts = { name, hash: { name: hash }, length };
      make(null, "secret", facts, extractable, usages);
      return make(host.generateSecret(length / 8), "secret", facts, extractable, usages);
    }
    const known = USAGES[name];
    const wrong = usages.find((use) => !known.public.includes(use) && !known.private.includes(use));
    if (wrong !== undefined) {
      throw fail("SyntaxError", `a key for ${name} cannot be used to ${wrong}`);
    }
    const own = usages.filter((use) => known.private.includes(use));
    if (own.length === 0) {
      throw fail("SyntaxError", "a private key needs at least one use");
    }
    let pair;
    let facts;
    if (EC.includes(name)) {
      const namedCurve = curveOf(algorithm.namedCurve);
      pair = host.generateEc(namedCurve);
      facts = { name, namedCurve };
    } else {
      const hash = { name: hashOf(algorithm.hash) };
      const modulusLength = whole(algorithm.modulusLength, "modulusLength");
      const publicExponent = new Uint8Array(bytes(algorithm.publicExponent, "publicExponent"));
      if (modulusLength < 512 || modulusLength > 16384) {
        throw fail("OperationError", "modulusLength must be from 512 to 16384");
      }
      pair = host.generateRsa(modulusLength, publicExponent.buffer);
      facts = { name, modulusLength, publicExponent, hash };
    }
    const others = usages.filter((use) => known.public.includes(use));
    return {
      publicKey: make(pair.publicKey(), "public", facts, true, others),
      privateKey: make(pair.privateKey(), "private", facts, extractable, own),
    };
  }

  const RSA_JWK = ["n", "e", "d", "p", "q", "dp", "dq", "qi"];

  function jwkAlgorithm({ name, length, hash }) {
    const digits = hash?.name.slice(4);
    switch (name) {
      case "HMAC":
        return `HS${digits}`;
      case "RSASSA-PKCS1-v1_5":
        return `RS${digits}`;
      case "RSA-PSS":
        return `PS${digits}`;
      case "RSA-OAEP":
        return digits === "1" ? "RSA-OAEP" : `RSA-OAEP-${digits}`;
      default:
        return AES.includes(name) ? `A${length}${name.slice(4)}` : undefined;
    }
  }

  function checkJwk(jwk, type, facts, extractable, usages) {
    const data = (message) => fail("DataError", message);
    if (jwk.kty !== type) {
      throw data(`the JSON Web Key is of type '${jwk.kty}', not '${type}'`);
    }
    const expected = jwkAlgorithm(facts);
    if (jwk.alg !== undefined && expected !== undefined && jwk.alg !== expected) {
      throw data(`the JSON Web Key is for '${jwk.alg}', not for '${expected}'`);
    }
    if (jwk.ext === false && extractable) {
      throw data("the JSON Web Key must not be extractable");
    }
    if (jwk.key_ops !== undefined && usages.some((usage) => !jwk.key_ops.includes(usage))) {
      throw data("the JSON Web Key is not for these uses");
    }
  }

  function need(jwk, members) {
    for (const member of members) {
      if (typeof jwk[member] !== "string") {
        throw fail("DataError", `the JSON Web Key has no '${member}'`);
      }
    }
    return members.map((member) => jwk[member]);
  }

  function importKey(format, data, given, extractable, usages) {
    const algorithm = algorithmOf(given);
    const { name } = algorithm;
    if (!["raw", "jwk", "spki", "pkcs8"].includes(format)) {
      throw new TypeError(`there is no key format '${format}': use raw, jwk, spki or pkcs8`);
    }
    if (format === "jwk" && (typeof data !== "object" || data === null || isView(data))) {
      throw new TypeError("a JSON Web Key is an object");
    }
    const refused = () => fail("NotSupportedError", `${name} keys have no format '${format}'`);
    if (USAGES[name].secret !== undefined) {
      if (format !== "raw" && (format !== "jwk" || name === "PBKDF2")) {
        throw refused();
      }
      const hash = name === "HMAC" ? { name: hashOf(algorithm.hash) } : undefined;
      if (name === "PBKDF2" && extractable) {
        throw fail("SyntaxError", "a password cannot be extractable");
      }
      const content =
        format === "raw"
          ? host.importSecret(bytes(data, "the key"))
          : host.importSecretJwk(...need(data, ["k"]));
      const length = host.bits(content);
      if (AES.includes(name) && ![128, 192, 256].includes(length)) {
        throw fail("DataError", `an AES key has 128, 192 or 256 bits, not ${length}`);
      }
      if (name === "HMAC" && length === 0) {
        throw fail("DataError", "an HMAC key cannot be empty");
      }
      if (name === "HMAC" && algorithm.length !== undefined && algorithm.length !== length) {
        throw fail("DataError", `the key has ${length} bits, not ${algorithm.length}`);
      }
      const facts = name === "PBKDF2" ? { name } : hash ? { name, hash, length } : { name, length };
      if (format === "jwk") {
        checkJwk(data, "oct", facts, extractable, usages);
      }
      return make(content, "secret", facts, extractable, usages);
    }
    const elliptic = EC.includes(name);
    const namedCurve = elliptic ? curveOf(algorithm.namedCurve) : null;
    const facts = elliptic ? { name, namedCurve } : { name, hash: { name: hashOf(algorithm.hash) } };
    let content;
    let type = "public";
    if (format === "raw") {
      if (!elliptic) {
        throw refused();
      }
      content = host.importPoint(namedCurve, bytes(data, "the key"));
    } else if (format === "jwk") {
      type = data.d === undefined ? "public" : "private";
      checkJwk(data, elliptic ? "EC" : "RSA", facts, extractable, usages);
      if (elliptic) {
        if (data.crv !== namedCurve) {
          throw fail("DataError", `the JSON Web Key is on '${data.crv}', not on '${namedCurve}'`);
        }
        const [x, y] = need(data, ["x", "y"]);
        content = host.importEcJwk(namedCurve, x, y, type === "public" ? null : need(data, ["d"])[0]);
      } else {
        content = host.importRsaJwk(need(data, type === "public" ? ["n", "e"] : RSA_JWK));
      }
    } else {
      type = format === "spki" ? "public" : "private";
      content = host.importEncoded(format, namedCurve, bytes(data, "the key"));
    }
    if (!elliptic) {
      facts.modulusLength = host.rsaBits(content);
      facts.publicExponent = new Uint8Array(buffer(host.rsaExponent(content)));
    }
    return make(content, type, facts, extractable, usages);
  }

  function exportKey(format, key) {
    const content = material(key);
    const { name, namedCurve = null } = key.algorithm;
    if (!["raw", "jwk", "spki", "pkcs8"].includes(format)) {
      throw new TypeError(`there is no key format '${format}': use raw, jwk, spki or pkcs8`);
    }
    const refused = fail("NotSupportedError", `${name} keys have no format '${format}'`);
    if (name === "PBKDF2") {
      throw refused;
    }
    if (!key.extractable) {
      throw fail("InvalidAccessError", "the key is not extractable");
    }
    const secret = key.type === "secret";
    if (format === "jwk") {
      const jwk = secret
        ? { kty: "oct", k: host.exportSecretJwk(content) }
        : { kty: namedCurve === null ? "RSA" : "EC" };
      if (!secret) {
        const names = namedCurve === null ? RSA_JWK : ["x", "y", "d"];
        if (namedCurve !== null) {
          jwk.crv = namedCurve;
        }
        [...host.exportJwk(namedCurve, content)].forEach((value, i) => {
          jwk[names[i]] = value;
        });
      }
      const alg = jwkAlgorithm(key.algorithm);
      if (alg !== undefined) {
        jwk.alg = alg;
      }
      jwk.key_ops = [...key.usages];
      jwk.ext = key.extractable;
      return jwk;
    }
    if (secret) {
      if (format !== "raw") {
        throw refused;
      }
      return buffer(host.exportSecret(content));
    }
    const expected = format === "pkcs8" ? "private" : "public";
    if (key.type !== expected) {
      throw fail("InvalidAccessError", `the format '${format}' is for ${expected} keys`);
    }
    if (format === "raw") {
      if (namedCurve === null) {
        throw refused;
      }
      return buffer(host.exportPoint(namedCurve, content));
    }
    return buffer(host.exportEncoded(content));
  }

  function derive(given, key, length, usage) {
    const algorithm = algorithmOf(given, ["ECDH", "PBKDF2"]);
    check(key, algorithm, usage);
    if (length !== null && (!Number.isInteger(length) || length < 0 || length % 8 !== 0)) {
      throw fail("OperationError", "the length must be a multiple of 8 bits");
    }
    if (algorithm.name === "PBKDF2") {
      const hash = hashOf(algorithm.hash);
      const salt = bytes(algorithm.salt, "salt");
      const iterations = whole(algorithm.iterations, "iterations");
      if (iterations === 0 || length === null || length === 0) {
        throw fail("OperationError", "PBKDF2 needs a length and at least one iteration");
      }
      return buffer(host.pbkdf2(material(key), hash, salt, iterations, length / 8));
    }
    const other = algorithm.public;
    const content = material(other);
    if (
      key.type !== "private" ||
      other.type !== "public" ||
      other.algorithm.name !== "ECDH" ||
      other.algorithm.namedCurve !== key.algorithm.namedCurve
    ) {
      throw fail(
        "InvalidAccessError",
        "ECDH needs a private key and a public ECDH key on the same curve",
      );
    }
    const secret = buffer(host.agree(material(key), content));
    if (length !== null && length > secret.byteLength * 8) {
      throw fail("OperationError", `there are only ${secret.byteLength * 8} bits to derive`);
    }
    return length === null ? secret : secret.slice(0, length / 8);
  }

  // Runs at once; what it throws becomes a rejection by its name.
  async function promised(work) {
    try {
      return work();
    } catch (error) {
      const [, name, message] = /^([A-Z]\w*Error): ([^]*)$/.exec(String(error?.message)) ?? [];
      if (name !== undefined && !(error instanceof DOMException)) {
        throw fail(name, message);
      }
      throw error;
    }
  }

  const subtle = {
    digest: (algorithm, data) =>
      promised(() =>
        buffer(host.digest(algorithmOf(algorithm, Object.keys(HASHES)).name, bytes(data))),
      ),

    encrypt: (given, key, data) =>
      promised(() => {
        const algorithm = algorithmOf(given, ["AES-CBC", "AES-GCM", "AES-CTR", "RSA-OAEP"]);
        check(key, algorithm, "encrypt");
        return buffer(cipher(true, algorithm, key, bytes(data)));
      }),

    decrypt: (given, key, data) =>
      promised(() => {
        const algorithm = algorithmOf(given, ["AES-CBC", "AES-GCM", "AES-CTR", "RSA-OAEP"]);
        check(key, algorithm, "decrypt");
        return buffer(cipher(false, algorithm, key, bytes(data)));
      }),

    sign: (given, key, data) =>
      promised(() => {
        const algorithm = algorithmOf(given, ["HMAC", "ECDSA", "RSASSA-PKCS1-v1_5", "RSA-PSS"]);
        check(key, algorithm, "sign");
        return buffer(host.sign(...signing(algorithm, key), bytes(data)));
      }),

    verify: (given, key, signature, data) =>
      promised(() => {
        const algorithm = algorithmOf(given, ["HMAC", "ECDSA", "RSASSA-PKCS1-v1_5", "RSA-PSS"]);
        check(key, algorithm, "verify");
        return host.verify(
          ...signing(algorithm, key),
          bytes(signature, "the signature"),
          bytes(data),
        );
      }),

    generateKey: (algorithm, extractable, usages) =>
      promised(() => generate(algorithm, extractable, usagesOf(usages))),

    importKey: (format, data, algorithm, extractable, usages) =>
      promised(() => importKey(format, data, algorithm, extractable, usagesOf(usages))),

    exportKey: (format, key) => promised(() => exportKey(format, key)),

    deriveBits: (algorithm, key, length = null) =>
      promised(() => derive(algorithm, key, length, "deriveBits")),

    deriveKey: (algorithm, key, derived, extractable, usages) =>
      promised(() => {
        const target = algorithmOf(derived, [...AES, "HMAC"]);
        const length =
          target.name === "HMAC"
            ? (target.length ?? HASHES[hashOf(target.hash)])
            : aesLength(target.length);
        const secret = derive(algorithm, key, length, "deriveKey");
        return importKey("raw", secret, target, extractable, usagesOf(usages));
      }),

    wrapKey: (format, key, wrapping, given) =>
      promised(() => {
        const algorithm = algorithmOf(given, [...AES, "RSA-OAEP"]);
        check(wrapping, algorithm, "wrapKey");
        const exported = exportKey(format, key);
        const data =
          format === "jwk" ? bytes(new TextEncoder().encode(JSON.stringify(exported))) : exported;
        return buffer(cipher(true, algorithm, wrapping, data));
      }),

    unwrapKey: (format, wrapped, unwrapping, given, keyAlgorithm, extractable, usages) =>
      promised(() => {
        const algorithm = algorithmOf(given, [...AES, "RSA-OAEP"]);
        check(unwrapping, algorithm, "unwrapKey");
        let data = buffer(cipher(false, algorithm, unwrapping, bytes(wrapped, "the wrapped key")));
        if (format === "jwk") {
          try {
            data = JSON.parse(new TextDecoder().decode(data));
          } catch {
            throw fail("DataError", "the wrapped key is no JSON Web Key");
          }
        }
        return importKey(format, data, keyAlgorithm, extractable, usagesOf(usages));
      }),
  };

  const crypto = {
    subtle,

    getRandomValues(array) {
      if (!isView(array) || array instanceof DataView || /Float/.test(array.constructor.name)) {
        throw fail("TypeMismatchError", "getRandomValues() fills arrays of integers");
      }
      const { buffer: target, byteOffset, byteLength } = array;
      if (byteLength > 65536) {
        throw fail("QuotaExceededError", "getRandomValues() fills 65536 bytes at most");
      }
      if (byteLength > 0) {
        new Uint8Array(target, byteOffset, byteLength).set(
          new Uint8Array(buffer(host.random(byteLength))),
        );
      }
      return array;
    },

    randomUUID: () => host.uuid(),
  };

  const tag = (target, value) =>
    Object.defineProperty(target, Symbol.toStringTag, { value, configurable: true });
  tag(crypto, "Crypto");
  tag(subtle, "SubtleCrypto");
  tag(CryptoKey.prototype, "CryptoKey");

  return { CryptoKey, crypto };
});
