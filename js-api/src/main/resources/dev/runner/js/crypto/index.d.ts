/** What goes in; a string counts as its UTF-8 bytes. */
export type Input = string | ArrayBuffer | ArrayBufferView;

export type Algorithm =
  | "md4"
  | "md5"
  | "sha1"
  | "sha256"
  | "sha384"
  | "sha512"
  | "sha512_224"
  | "sha512_256"
  | "ripemd160";

/** How a digest comes out: as text, or as an `ArrayBuffer` with `binary`. */
export type TextEncoding = "hex" | "base64" | "base64url" | "base64rawurl";
export type StringEncoding = TextEncoding;
export type BinaryEncoding = "binary";
export type OutputEncoding = TextEncoding | BinaryEncoding;
export type Output<E extends OutputEncoding> = E extends BinaryEncoding ? ArrayBuffer : string;

/** Takes its input piece by piece. */
export interface Hasher {
  update(input: Input): void;
  /** The digest of all input so far. */
  digest(outputEncoding: TextEncoding): string;
  digest(outputEncoding: "binary"): ArrayBuffer;
}

export function md4(input: Input, outputEncoding: TextEncoding): string;
export function md4(input: Input, outputEncoding: "binary"): ArrayBuffer;

export function md5(input: Input, outputEncoding: TextEncoding): string;
export function md5(input: Input, outputEncoding: "binary"): ArrayBuffer;

export function sha1(input: Input, outputEncoding: TextEncoding): string;
export function sha1(input: Input, outputEncoding: "binary"): ArrayBuffer;

export function sha256(input: Input, outputEncoding: TextEncoding): string;
export function sha256(input: Input, outputEncoding: "binary"): ArrayBuffer;

export function sha384(input: Input, outputEncoding: TextEncoding): string;
export function sha384(input: Input, outputEncoding: "binary"): ArrayBuffer;

export function sha512(input: Input, outputEncoding: TextEncoding): string;
export function sha512(input: Input, outputEncoding: "binary"): ArrayBuffer;

export function sha512_224(input: Input, outputEncoding: TextEncoding): string;
export function sha512_224(input: Input, outputEncoding: "binary"): ArrayBuffer;

export function sha512_256(input: Input, outputEncoding: TextEncoding): string;
export function sha512_256(input: Input, outputEncoding: "binary"): ArrayBuffer;

export function ripemd160(input: Input, outputEncoding: TextEncoding): string;
export function ripemd160(input: Input, outputEncoding: "binary"): ArrayBuffer;

/** A message authentication code (RFC 2104). */
export function hmac(
  algorithm: Algorithm,
  secret: Input,
  data: Input,
  outputEncoding: TextEncoding,
): string;
export function hmac(
  algorithm: Algorithm,
  secret: Input,
  data: Input,
  outputEncoding: "binary",
): ArrayBuffer;

export function createHash(algorithm: Algorithm): Hasher;
export function createHMAC(algorithm: Algorithm, secret: Input): Hasher;

/** Bytes that nobody can predict, at least 1. Option and flag `seed` do not apply to them. */
export function randomBytes(size: number): ArrayBuffer;

/** Bytes as lower-case hexadecimal digits. */
export function hexEncode(input: Input): string;

declare const crypto: {
  md4: typeof md4;
  md5: typeof md5;
  sha1: typeof sha1;
  sha256: typeof sha256;
  sha384: typeof sha384;
  sha512: typeof sha512;
  sha512_224: typeof sha512_224;
  sha512_256: typeof sha512_256;
  ripemd160: typeof ripemd160;
  hmac: typeof hmac;
  createHash: typeof createHash;
  createHMAC: typeof createHMAC;
  randomBytes: typeof randomBytes;
  hexEncode: typeof hexEncode;
};
export default crypto;
