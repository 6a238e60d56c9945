// Types of the module "k6/experimental/streams", after the WHATWG Streams Standard.

/** How much a stream may hold before it asks its source or its writer to wait. */
export interface QueuingStrategy<T = any> {
  /** Together, in what `size` counts; 1 by default. */
  highWaterMark?: number;
  /** The size of a chunk; 1 by default. */
  size?: (chunk: T) => number;
}

/** Counts chunks. */
export class CountQueuingStrategy implements QueuingStrategy {
  constructor(options?: { highWaterMark?: number });
  readonly highWaterMark: number;
  readonly size: (chunk?: any) => 1;
}

/** Where the chunks of a readable stream come from. */
export interface UnderlyingSource<T = any> {
  /** Called at once, by the constructor. */
  start?(controller: ReadableStreamDefaultController<T>): void | Promise<void>;
  /** Called whenever the stream has room; not again before its promise is fulfilled. */
  pull?(controller: ReadableStreamDefaultController<T>): void | Promise<void>;
  /** Called when the reader has had enough. */
  cancel?(reason?: any): void | Promise<void>;
  type?: "default";
}

/** What a source moves its stream with. */
export interface ReadableStreamDefaultController<T = any> {
  /** How much more the stream would like to have; null once it has failed. */
  readonly desiredSize: number | null;
  enqueue(chunk?: T): void;
  /** No chunk comes after those that wait. */
  close(): void;
  /** Drops what waits; each read fails with the reason. */
  error(reason?: any): void;
}

/** Chunks that come one by one. `for await` works too. */
export class ReadableStream<T = any> {
  constructor(source?: UnderlyingSource<T>, strategy?: QueuingStrategy<T>);
  /** Whether a reader has it. */
  readonly locked: boolean;
  cancel(reason?: any): Promise<void>;
  getReader(): ReadableStreamDefaultReader<T>;
  values(options?: { preventCancel?: boolean }): AsyncIterableIterator<T>;
  [Symbol.asyncIterator](options?: { preventCancel?: boolean }): AsyncIterableIterator<T>;
}

/** Reads a stream, which no other reader can do as long. */
export class ReadableStreamDefaultReader<T = any> {
  constructor(stream: ReadableStream<T>);
  /** Fulfilled once the stream is closed, rejected if it fails. */
  readonly closed: Promise<void>;
  read(): Promise<{ done: false; value: T } | { done: true; value: undefined }>;
  cancel(reason?: any): Promise<void>;
  /** Lets others read; reads that wait fail. */
  releaseLock(): void;
}

/** Where the chunks of a writable stream go. */
export interface UnderlyingSink<T = any> {
  /** Called at once, by the constructor. */
  start?(controller: WritableStreamDefaultController): void | Promise<void>;
  /** Called with one chunk after the other; not again before its promise is fulfilled. */
  write?(chunk: T, controller: WritableStreamDefaultController): void | Promise<void>;
  /** Called after the last chunk. */
  close?(): void | Promise<void>;
  /** Called when the stream is given up. */
  abort?(reason?: any): void | Promise<void>;
}

/** What a sink moves its stream with. */
export interface WritableStreamDefaultController {
  /** Tells at once that the stream is given up. */
  readonly signal: AbortSignal;
  /** The stream fails. */
  error(reason?: any): void;
}

/** Takes chunks one by one. */
export class WritableStream<T = any> {
  constructor(sink?: UnderlyingSink<T>, strategy?: QueuingStrategy<T>);
  /** Whether a writer has it. */
  readonly locked: boolean;
  abort(reason?: any): Promise<void>;
  close(): Promise<void>;
  getWriter(): WritableStreamDefaultWriter<T>;
}

/** Writes to a stream, which no other writer can do as long. */
export class WritableStreamDefaultWriter<T = any> {
  constructor(stream: WritableStream<T>);
  /** Fulfilled once the stream is closed, rejected if it fails. */
  readonly closed: Promise<void>;
  /** Fulfilled when the stream has room. */
  readonly ready: Promise<void>;
  /** How much more the stream would like to have; null once it has failed. */
  readonly desiredSize: number | null;
  /** Fulfilled when the sink has taken the chunk. */
  write(chunk?: T): Promise<void>;
  close(): Promise<void>;
  abort(reason?: any): Promise<void>;
  releaseLock(): void;
}

declare const streams: {
  ReadableStream: typeof ReadableStream;
  ReadableStreamDefaultReader: typeof ReadableStreamDefaultReader;
  WritableStream: typeof WritableStream;
  WritableStreamDefaultWriter: typeof WritableStreamDefaultWriter;
  CountQueuingStrategy: typeof CountQueuingStrategy;
};
export default streams;
