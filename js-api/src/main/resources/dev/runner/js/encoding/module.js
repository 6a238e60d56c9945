const host = __runner("k6/encoding");
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
  throw new Error("b64encode() takes a string, an ArrayBuffer or a typed array");
}

export function b64encode(input, encoding) {
  return host.encode(bytes(input), String(encoding));
}

export function b64decode(input, encoding, format) {
  const text = String(input);
  return format === "s"
    ? host.decodeText(text, String(encoding))
    : new ArrayBuffer(host.decode(text, String(encoding)));
}

export default { b64encode, b64decode };
