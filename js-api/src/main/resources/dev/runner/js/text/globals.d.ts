declare class TextEncoder {
  constructor();
  readonly encoding: "utf-8";
  encode(text?: string): Uint8Array;
  /** Writes as many whole characters as fit. */
  encodeInto(text: string, target: Uint8Array): { read: number; written: number };
}

declare class TextDecoder {
  /** @param label `utf-8`, `utf-16le` or `utf-16be`, or one of their other names */
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be";
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  /** @param options with `stream`, further bytes will follow */
  decode(input?: ArrayBuffer | ArrayBufferView, options?: { stream?: boolean }): string;
}

/** The bytes of a base64 text, a character each. */
declare function atob(data: string): string;

/** Base64 of a text whose characters are bytes. */
declare function btoa(data: string): string;
