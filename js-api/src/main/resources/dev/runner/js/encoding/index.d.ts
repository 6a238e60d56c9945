/** With or without padding; `url` is the alphabet for URLs, with `-` and `_`. */
export type Base64Variant = "std" | "rawstd" | "url" | "rawurl";

/** Bytes as base64; a string counts as its UTF-8 bytes. */
export function b64encode(
  input: string | ArrayBuffer | ArrayBufferView,
  encoding?: Base64Variant,
): string;

/** The bytes that a base64 text stands for. Throws if it is malformed. */
export function b64decode(input: string, encoding?: Base64Variant): ArrayBuffer;
/** The same, as text in UTF-8. */
export function b64decode(input: string, encoding: Base64Variant | undefined, format: "s"): string;

declare const encoding: {
  b64encode: typeof b64encode;
  b64decode: typeof b64decode;
};
export default encoding;
