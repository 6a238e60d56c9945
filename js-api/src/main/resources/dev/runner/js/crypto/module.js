const host = __runner("k6/crypto");
const { isView } = ArrayBuffer;

function bytes(data) {
  if (typeof data === "string" || data instanceof ArrayBuffer) {
    return data;
  }
  if (isView(data)) {
    const { buffer, byteOffset, byteLength } = data;
    return byteLength === buffer.byteLength
      ? buffer
      : buffer.slice(byteOffset, byteOffset + byteLength);
  }
  throw new Error("k6/crypto takes a string, an ArrayBuffer or a typed array as input");
}

function shown(result) {
  return typeof result === "string" ? result : new ArrayBuffer(result);
}

class Hasher {
  #digest;

  constructor(digest) {
    this.#digest = digest;
  }

  update(input) {
    this.#digest.update(bytes(input));
  }

  digest(outputEncoding) {
    return shown(this.#digest.digest(String(outputEncoding)));
  }
}

function hash(algorithm, input, outputEncoding) {
  return shown(host.digest(algorithm, bytes(input), String(outputEncoding)));
}

export const md4 = (input, outputEncoding) => hash("md4", input, outputEncoding);
export const md5 = (input, outputEncoding) => hash("md5", input, outputEncoding);
export const sha1 = (input, outputEncoding) => hash("sha1", input, outputEncoding);
export const sha256 = (input, outputEncoding) => hash("sha256", input, outputEncoding);
export const sha384 = (input, outputEncoding) => hash("sha384", input, outputEncoding);
export const sha512 = (input, outputEncoding) => hash("sha512", input, outputEncoding);
export const sha512_224 = (input, outputEncoding) => hash("sha512_224", input, outputEncoding);
export const sha512_256 = (input, outputEncoding) => hash("sha512_256", input, outputEncoding);
export const ripemd160 = (input, outputEncoding) => hash("ripemd160", input, outputEncoding);

export function hmac(algorithm, secret, data, outputEncoding) {
  return shown(
    host.hmac(String(algorithm), bytes(secret), bytes(data), String(outputEncoding)),
  );
}

export function createHash(algorithm) {
  return new Hasher(host.startDigest(String(algorithm)));
}

export function createHMAC(algorithm, secret) {
  return new Hasher(host.startHmac(String(algorithm), bytes(secret)));
}

export function randomBytes(size) {
  return new ArrayBuffer(host.random(Number(size)));
}

export function hexEncode(input) {
  return host.hex(bytes(input));
}

export default {
  md4,
  md5,
  sha1,
  sha256,
  sha384,
  sha512,
  sha512_224,
  sha512_256,
  ripemd160,
  hmac,
  createHash,
  createHMAC,
  randomBytes,
  hexEncode,
};
