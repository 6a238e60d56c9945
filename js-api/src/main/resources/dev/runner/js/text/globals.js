(function (host) {
  "use strict";

  const { isView } = ArrayBuffer;

  class TextEncoder {
    get encoding() {
      return "utf-8";
    }

    encode(text = "") {
      const given = String(text);
      return given === "" ? new Uint8Array(0) : new Uint8Array(new ArrayBuffer(host.encode(given)));
    }

    encodeInto(text, target) {
      if (!(target instanceof Uint8Array)) {
        throw new TypeError("encodeInto() writes into a Uint8Array");
      }
      const given = String(text);
      let read = 0;
      let written = 0;
      for (const character of given) {
        const code = character.codePointAt(0);
        const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
        if (written + size > target.length) {
          break;
        }
        read += character.length;
        written += size;
      }
      target.set(this.encode(given.slice(0, read)));
      return { read, written };
    }
  }

  function bytes(input) {
    if (input === undefined) {
      return new ArrayBuffer(0);
    }
    if (input instanceof ArrayBuffer) {
      return input;
    }
    if (isView(input)) {
      const { buffer, byteOffset, byteLength } = input;
      return byteLength === buffer.byteLength
        ? buffer
        : buffer.slice(byteOffset, byteOffset + byteLength);
    }
    throw new TypeError("decode() takes an ArrayBuffer or a typed array");
  }

  class TextDecoder {
    #encoding;
    #fatal;
    #ignoreBOM;
    #decoder;

    constructor(label = "utf-8", options) {
      this.#encoding = host.encodingOf(String(label));
      if (this.#encoding === null) {
        throw new RangeError(
          `the encoding '${label}' is not supported: use utf-8, utf-16le or utf-16be`,
        );
      }
      this.#fatal = !!options?.fatal;
      this.#ignoreBOM = !!options?.ignoreBOM;
      this.#decoder = host.decoder(this.#encoding, this.#fatal, this.#ignoreBOM);
    }

    get encoding() {
      return this.#encoding;
    }

    get fatal() {
      return this.#fatal;
    }

    get ignoreBOM() {
      return this.#ignoreBOM;
    }

    decode(input, options) {
      const text = this.#decoder.decode(bytes(input), !!options?.stream);
      if (text === null) {
        throw new TypeError(`the data is not valid ${this.#encoding}`);
      }
      return text;
    }
  }

  function invalid(message) {
    return new DOMException(message, "InvalidCharacterError");
  }

  function atob(data) {
    if (arguments.length === 0) {
      throw new TypeError("atob() needs a text");
    }
    const text = host.atob(String(data));
    if (text === null) {
      throw invalid("atob() takes base64 text only");
    }
    return text;
  }

  function btoa(data) {
    if (arguments.length === 0) {
      throw new TypeError("btoa() needs a text");
    }
    const text = host.btoa(String(data));
    if (text === null) {
      throw invalid("btoa() takes characters from U+0000 to U+00FF only");
    }
    return text;
  }

  for (const type of [TextEncoder, TextDecoder]) {
    Object.defineProperty(type.prototype, Symbol.toStringTag, {
      value: type.name,
      configurable: true,
    });
  }

  return { TextDecoder, TextEncoder, atob, btoa };
});
