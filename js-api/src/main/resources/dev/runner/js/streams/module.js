// After the Streams Standard (https://streams.spec.whatwg.org): the names of the steps are its own.
const KEY = Symbol("key");
const CLOSE = Symbol("close");

function ignore() {}

function deferred() {
  const made = Promise.withResolvers();
  made.pending = true;
  return made;
}

function resolved(value) {
  return { promise: Promise.resolve(value), pending: false };
}

function rejected(reason) {
  const promise = Promise.reject(reason);
  promise.catch(ignore);
  return { promise, pending: false };
}

function fulfil(made) {
  if (made.pending) {
    made.pending = false;
    made.resolve(undefined);
  }
}

// Rejects a promise that nobody has to look at; another one if it is settled.
function refuse(made, reason) {
  if (!made.pending) {
    return rejected(reason);
  }
  made.pending = false;
  made.promise.catch(ignore);
  made.reject(reason);
  return made;
}

// Calls a function of the user's; what it throws becomes a rejection.
function attempt(fn, ...args) {
  try {
    return Promise.resolve(fn === undefined ? undefined : fn(...args));
  } catch (error) {
    return Promise.reject(error);
  }
}

function method(what, object, name) {
  const fn = object[name];
  if (fn === undefined) {
    return undefined;
  }
  if (typeof fn !== "function") {
    throw new TypeError(`${what}: '${name}' must be a function`);
  }
  return fn.bind(object);
}

function objectOf(what, value) {
  if (value === undefined) {
    return {};
  }
  if (value === null || (typeof value !== "object" && typeof value !== "function")) {
    throw new TypeError(`${what} must be an object`);
  }
  return value;
}

// Chunks that wait, and how large they are together.
class Queue {
  #chunks = [];
  #sizes = [];
  #next = 0;
  #limit;
  #size;
  total = 0;

  constructor(what, strategy) {
    const { highWaterMark, size } = objectOf(`${what}: the strategy`, strategy ?? undefined);
    if (size !== undefined && typeof size !== "function") {
      throw new TypeError(`${what}: 'size' must be a function`);
    }
    this.#limit = highWaterMark === undefined ? 1 : Number(highWaterMark);
    if (!(this.#limit >= 0)) {
      throw new RangeError(`${what}: 'highWaterMark' must be a number that is not negative`);
    }
    this.#size = size;
  }

  get empty() {
    return this.#next === this.#chunks.length;
  }

  get room() {
    return this.#limit - this.total;
  }

  sizeOf(chunk) {
    const size = this.#size;
    return size === undefined ? 1 : Number(size(chunk));
  }

  add(chunk, size) {
    if (!(size >= 0 && size < Infinity)) {
      throw new RangeError(`the size of a chunk must be finite and not negative, not ${size}`);
    }
    this.#chunks.push(chunk);
    this.#sizes.push(size);
    this.total += size;
  }

  first() {
    return this.#chunks[this.#next];
  }

  take() {
    const at = this.#next++;
    const chunk = this.#chunks[at];
    this.#chunks[at] = undefined;
    this.total = Math.max(0, this.total - this.#sizes[at]);
    if (this.empty) {
      this.clear();
    } else if (this.#next >= 1024) {
      this.#chunks.splice(0, this.#next);
      this.#sizes.splice(0, this.#next);
      this.#next = 0;
    }
    return chunk;
  }

  clear() {
    this.#chunks = [];
    this.#sizes = [];
    this.#next = 0;
    this.total = 0;
  }

  forgetSize() {
    this.#size = undefined;
  }
}

// What a readable stream, its controller and its reader have in common.
class Readable {
  state = "readable";
  error;
  reader;
  reads = [];
  controller;
  #queue;
  #pull;
  #cancel;
  #started = false;
  #pulling = false;
  #pullAgain = false;
  #closing = false;

  constructor(source, strategy) {
    const what = "new ReadableStream()";
    const given = objectOf(`${what}: the source`, source);
    if (given.type === "bytes") {
      throw new TypeError(`${what}: byte streams are not supported`);
    }
    if (given.type !== undefined && given.type !== "default") {
      throw new TypeError(`${what}: there are no streams of type '${given.type}'`);
    }
    this.#queue = new Queue(what, strategy);
    const start = method(what, given, "start");
    this.#pull = method(what, given, "pull");
    this.#cancel = method(what, given, "cancel");
    this.controller = new ReadableStreamDefaultController(KEY, this);
    Promise.resolve(start?.(this.controller)).then(
      () => {
        this.#started = true;
        this.#pullIfNeeded();
      },
      (reason) => this.fail(reason),
    );
  }

  get open() {
    return this.state === "readable" && !this.#closing;
  }

  get desiredSize() {
    switch (this.state) {
      case "errored":
        return null;
      case "closed":
        return 0;
      default:
        return this.#queue.room;
    }
  }

  enqueue(chunk) {
    if (!this.open) {
      throw new TypeError("enqueue(): the stream is closed or failed");
    }
    if (this.reads.length > 0) {
      this.reads.shift().resolve({ value: chunk, done: false });
    } else {
      try {
        this.#queue.add(chunk, this.#queue.sizeOf(chunk));
      } catch (error) {
        this.fail(error);
        throw error;
      }
    }
    this.#pullIfNeeded();
  }

  requestClose() {
    if (!this.open) {
      throw new TypeError("close(): the stream is closed or failed");
    }
    this.#closing = true;
    if (this.#queue.empty) {
      this.#forget();
      this.#close();
    }
  }

  fail(reason) {
    if (this.state !== "readable") {
      return;
    }
    this.#queue.clear();
    this.#forget();
    this.state = "errored";
    this.error = reason;
    this.reader?.failed(reason);
    for (const read of this.reads.splice(0)) {
      read.reject(reason);
    }
  }

  read() {
    if (this.state === "closed") {
      return Promise.resolve({ value: undefined, done: true });
    }
    if (this.state === "errored") {
      return Promise.reject(this.error);
    }
    if (this.#queue.empty) {
      const read = Promise.withResolvers();
      this.reads.push(read);
      this.#pullIfNeeded();
      return read.promise;
    }
    const value = this.#queue.take();
    if (this.#closing && this.#queue.empty) {
      this.#forget();
      this.#close();
    } else {
      this.#pullIfNeeded();
    }
    return Promise.resolve({ value, done: false });
  }

  cancel(reason) {
    if (this.state === "closed") {
      return Promise.resolve();
    }
    if (this.state === "errored") {
      return Promise.reject(this.error);
    }
    this.#close();
    this.#queue.clear();
    const cancel = this.#cancel;
    this.#forget();
    return attempt(cancel, reason).then(ignore);
  }

  #close() {
    this.state = "closed";
    this.reader?.closedNow();
    for (const read of this.reads.splice(0)) {
      read.resolve({ value: undefined, done: true });
    }
  }

  #pullIfNeeded() {
    if (!this.open || !this.#started || !(this.reads.length > 0 || this.#queue.room > 0)) {
      return;
    }
    if (this.#pulling) {
      this.#pullAgain = true;
      return;
    }
    this.#pulling = true;
    attempt(this.#pull, this.controller).then(
      () => {
        this.#pulling = false;
        if (this.#pullAgain) {
          this.#pullAgain = false;
          this.#pullIfNeeded();
        }
      },
      (reason) => this.fail(reason),
    );
  }

  #forget() {
    this.#pull = undefined;
    this.#cancel = undefined;
    this.#queue.forgetSize();
  }
}

class ReadableStreamDefaultController {
  #stream;

  constructor(key, stream) {
    if (key !== KEY) {
      throw new TypeError("ReadableStreamDefaultController has no public constructor");
    }
    this.#stream = stream;
  }

  get desiredSize() {
    return this.#stream.desiredSize;
  }

  enqueue(chunk) {
    this.#stream.enqueue(chunk);
  }

  close() {
    this.#stream.requestClose();
  }

  error(reason) {
    this.#stream.fail(reason);
  }
}

let readableOf;

export class ReadableStream {
  #readable;

  static {
    readableOf = (stream) => {
      if (typeof stream !== "object" || stream === null || !(#readable in stream)) {
        throw new TypeError("new ReadableStreamDefaultReader() takes a ReadableStream");
      }
      return stream.#readable;
    };
  }

  constructor(source, strategy) {
    this.#readable = new Readable(source, strategy);
  }

  get locked() {
    return this.#readable.reader !== undefined;
  }

  cancel(reason) {
    return this.locked
      ? Promise.reject(new TypeError("cancel(): the stream is locked: cancel its reader"))
      : this.#readable.cancel(reason);
  }

  getReader(options) {
    const mode = options?.mode;
    if (mode !== undefined) {
      throw new TypeError(`getReader(): there are no readers of mode '${mode}'`);
    }
    return new ReadableStreamDefaultReader(this);
  }

  values(options) {
    const reader = this.getReader();
    const keep = !!options?.preventCancel;
    let last = Promise.resolve();
    let finished = false;
    const end = (value) => ({ value, done: true });
    const inTurn = (step) => {
      last = last.then(step, step);
      return last;
    };
    return {
      next: () =>
        inTurn(async () => {
          if (finished) {
            return end(undefined);
          }
          try {
            const result = await reader.read();
            if (result.done) {
              finished = true;
              reader.releaseLock();
            }
            return result;
          } catch (error) {
            finished = true;
            reader.releaseLock();
            throw error;
          }
        }),
      return: (value) =>
        inTurn(async () => {
          if (!finished) {
            finished = true;
            const cancelled = keep ? undefined : reader.cancel(value);
            reader.releaseLock();
            await cancelled;
          }
          return end(value);
        }),
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  [Symbol.asyncIterator](options) {
    return this.values(options);
  }
}

export class ReadableStreamDefaultReader {
  #readable;
  #closed;

  constructor(stream) {
    const readable = readableOf(stream);
    if (readable.reader !== undefined) {
      throw new TypeError("the stream is locked: it has a reader already");
    }
    this.#readable = readable;
    switch (readable.state) {
      case "readable":
        this.#closed = deferred();
        break;
      case "closed":
        this.#closed = resolved();
        break;
      default:
        this.#closed = rejected(readable.error);
    }
    readable.reader = {
      closedNow: () => fulfil(this.#closed),
      failed: (reason) => {
        this.#closed = refuse(this.#closed, reason);
      },
    };
  }

  get closed() {
    return this.#closed.promise;
  }

  read() {
    return this.#readable === undefined
      ? Promise.reject(new TypeError("read(): the reader has released the stream"))
      : this.#readable.read();
  }

  cancel(reason) {
    return this.#readable === undefined
      ? Promise.reject(new TypeError("cancel(): the reader has released the stream"))
      : this.#readable.cancel(reason);
  }

  releaseLock() {
    const readable = this.#readable;
    if (readable === undefined) {
      return;
    }
    const reason = new TypeError("the reader has released the stream");
    this.#closed = refuse(this.#closed, reason);
    this.#readable = undefined;
    readable.reader = undefined;
    for (const read of readable.reads.splice(0)) {
      read.reject(reason);
    }
  }
}

// What a writable stream, its controller and its writer have in common.
class Writable {
  state = "writable";
  error;
  writer;
  backpressure;
  controller;
  #queue;
  #write;
  #close;
  #abort;
  #started = false;
  #writes = [];
  #writing;
  #closeRequest;
  #closing;
  #abortRequest;

  constructor(sink, strategy) {
    const what = "new WritableStream()";
    const given = objectOf(`${what}: the sink`, sink);
    if (given.type !== undefined) {
      throw new RangeError(`${what}: there are no sinks of type '${given.type}'`);
    }
    this.#queue = new Queue(what, strategy);
    const start = method(what, given, "start");
    this.#write = method(what, given, "write");
    this.#close = method(what, given, "close");
    this.#abort = method(what, given, "abort");
    this.backpressure = this.#queue.room <= 0;
    this.controller = new WritableStreamDefaultController(KEY, this);
    Promise.resolve(start?.(this.controller)).then(
      () => {
        this.#started = true;
        this.#advance();
      },
      (reason) => {
        this.#started = true;
        this.#dealWithRejection(reason);
      },
    );
  }

  get closeQueuedOrInFlight() {
    return this.#closeRequest !== undefined || this.#closing !== undefined;
  }

  get desiredSize() {
    switch (this.state) {
      case "errored":
      case "erroring":
        return null;
      case "closed":
        return 0;
      default:
        return this.#queue.room;
    }
  }

  write(chunk, stillWriter) {
    let size = 1;
    try {
      size = this.#queue.sizeOf(chunk);
    } catch (error) {
      this.fail(error);
    }
    if (!stillWriter()) {
      return Promise.reject(new TypeError("write(): the writer has released the stream"));
    }
    if (this.state === "errored") {
      return Promise.reject(this.error);
    }
    if (this.closeQueuedOrInFlight || this.state === "closed") {
      return Promise.reject(new TypeError("write(): the stream is closed"));
    }
    if (this.state === "erroring") {
      return Promise.reject(this.error);
    }
    const request = Promise.withResolvers();
    this.#writes.push(request);
    try {
      this.#queue.add(chunk, size);
    } catch (error) {
      this.fail(error);
      return request.promise;
    }
    this.#updateBackpressure();
    this.#advance();
    return request.promise;
  }

  close() {
    if (this.closeQueuedOrInFlight || this.state === "closed" || this.state === "errored") {
      return Promise.reject(new TypeError("close(): the stream is closed or failed"));
    }
    const request = Promise.withResolvers();
    this.#closeRequest = request;
    if (this.backpressure && this.state === "writable") {
      this.writer?.readyNow();
    }
    this.#queue.add(CLOSE, 0);
    this.#advance();
    return request.promise;
  }

  abort(reason) {
    if (this.state === "closed" || this.state === "errored") {
      return Promise.resolve();
    }
    this.controller[KEY](reason);
    if (this.state === "closed" || this.state === "errored") {
      return Promise.resolve();
    }
    if (this.#abortRequest !== undefined) {
      return this.#abortRequest.promise;
    }
    const late = this.state === "erroring";
    const request = Promise.withResolvers();
    this.#abortRequest = { ...request, late, reason: late ? undefined : reason };
    if (!late) {
      this.#startErroring(reason);
    }
    return request.promise;
  }

  fail(reason) {
    if (this.state === "writable") {
      this.#forget();
      this.#startErroring(reason);
    }
  }

  #advance() {
    if (!this.#started || this.#writing !== undefined) {
      return;
    }
    if (this.state === "erroring") {
      this.#finishErroring();
      return;
    }
    if (this.#queue.empty || this.#closing !== undefined) {
      return;
    }
    const chunk = this.#queue.first();
    if (chunk === CLOSE) {
      this.#processClose();
    } else {
      this.#processWrite(chunk);
    }
  }

  #processClose() {
    this.#closing = this.#closeRequest;
    this.#closeRequest = undefined;
    this.#queue.take();
    const result = attempt(this.#close);
    this.#forget();
    result.then(
      () => {
        this.#closing.resolve(undefined);
        this.#closing = undefined;
        if (this.state === "erroring") {
          this.error = undefined;
          this.#abortRequest?.resolve(undefined);
          this.#abortRequest = undefined;
        }
        this.state = "closed";
        this.writer?.closedNow();
      },
      (reason) => {
        this.#closing.reject(reason);
        this.#closing = undefined;
        this.#abortRequest?.reject(reason);
        this.#abortRequest = undefined;
        this.#dealWithRejection(reason);
      },
    );
  }

  #processWrite(chunk) {
    this.#writing = this.#writes.shift();
    attempt(this.#write, chunk, this.controller).then(
      () => {
        this.#writing.resolve(undefined);
        this.#writing = undefined;
        this.#queue.take();
        this.#updateBackpressure();
        this.#advance();
      },
      (reason) => {
        if (this.state === "writable") {
          this.#forget();
        }
        this.#writing.reject(reason);
        this.#writing = undefined;
        this.#dealWithRejection(reason);
      },
    );
  }

  #dealWithRejection(reason) {
    if (this.state === "writable") {
      this.#startErroring(reason);
    } else {
      this.#finishErroring();
    }
  }

  #startErroring(reason) {
    this.state = "erroring";
    this.error = reason;
    this.writer?.notReady(reason);
    if (this.#writing === undefined && this.#closing === undefined && this.#started) {
      this.#finishErroring();
    }
  }

  #finishErroring() {
    this.state = "errored";
    this.#queue.clear();
    for (const write of this.#writes.splice(0)) {
      write.reject(this.error);
    }
    const request = this.#abortRequest;
    this.#abortRequest = undefined;
    if (request === undefined || request.late) {
      request?.reject(this.error);
      this.#rejectClosed();
      return;
    }
    const result = attempt(this.#abort, request.reason);
    this.#forget();
    result.then(
      () => {
        request.resolve(undefined);
        this.#rejectClosed();
      },
      (reason) => {
        request.reject(reason);
        this.#rejectClosed();
      },
    );
  }

  #rejectClosed() {
    this.#closeRequest?.reject(this.error);
    this.#closeRequest = undefined;
    this.writer?.failed(this.error);
  }

  #updateBackpressure() {
    if (this.closeQueuedOrInFlight || this.state !== "writable") {
      return;
    }
    const backpressure = this.#queue.room <= 0;
    if (backpressure !== this.backpressure) {
      this.backpressure = backpressure;
      if (backpressure) {
        this.writer?.waitFor();
      } else {
        this.writer?.readyNow();
      }
    }
  }

  #forget() {
    this.#write = undefined;
    this.#close = undefined;
    this.#abort = undefined;
    this.#queue.forgetSize();
  }
}

class WritableStreamDefaultController {
  #stream;
  #aborting;

  constructor(key, stream) {
    if (key !== KEY) {
      throw new TypeError("WritableStreamDefaultController has no public constructor");
    }
    this.#stream = stream;
  }

  get signal() {
    this.#aborting ??= new AbortController();
    return this.#aborting.signal;
  }

  error(reason) {
    this.#stream.fail(reason);
  }

  [KEY](reason) {
    this.#aborting ??= new AbortController();
    this.#aborting.abort(reason);
  }
}

let writableOf;

export class WritableStream {
  #writable;

  static {
    writableOf = (stream) => {
      if (typeof stream !== "object" || stream === null || !(#writable in stream)) {
        throw new TypeError("new WritableStreamDefaultWriter() takes a WritableStream");
      }
      return stream.#writable;
    };
  }

  constructor(sink, strategy) {
    this.#writable = new Writable(sink, strategy);
  }

  get locked() {
    return this.#writable.writer !== undefined;
  }

  abort(reason) {
    return this.locked
      ? Promise.reject(new TypeError("abort(): the stream is locked: abort its writer"))
      : this.#writable.abort(reason);
  }

  close() {
    return this.locked
      ? Promise.reject(new TypeError("close(): the stream is locked: close its writer"))
      : this.#writable.close();
  }

  getWriter() {
    return new WritableStreamDefaultWriter(this);
  }
}

export class WritableStreamDefaultWriter {
  #writable;
  #ready;
  #closed;

  constructor(stream) {
    const writable = writableOf(stream);
    if (writable.writer !== undefined) {
      throw new TypeError("the stream is locked: it has a writer already");
    }
    this.#writable = writable;
    switch (writable.state) {
      case "writable":
        this.#ready =
          writable.backpressure && !writable.closeQueuedOrInFlight ? deferred() : resolved();
        this.#closed = deferred();
        break;
      case "erroring":
        this.#ready = rejected(writable.error);
        this.#closed = deferred();
        break;
      case "closed":
        this.#ready = resolved();
        this.#closed = resolved();
        break;
      default:
        this.#ready = rejected(writable.error);
        this.#closed = rejected(writable.error);
    }
    writable.writer = {
      readyNow: () => fulfil(this.#ready),
      waitFor: () => {
        this.#ready = deferred();
      },
      notReady: (reason) => {
        this.#ready = refuse(this.#ready, reason);
      },
      closedNow: () => fulfil(this.#closed),
      failed: (reason) => {
        this.#closed = refuse(this.#closed, reason);
      },
    };
  }

  get closed() {
    return this.#closed.promise;
  }

  get ready() {
    return this.#ready.promise;
  }

  get desiredSize() {
    if (this.#writable === undefined) {
      throw new TypeError("desiredSize: the writer has released the stream");
    }
    return this.#writable.desiredSize;
  }

  write(chunk) {
    const writable = this.#writable;
    return writable === undefined
      ? Promise.reject(new TypeError("write(): the writer has released the stream"))
      : writable.write(chunk, () => this.#writable === writable);
  }

  close() {
    return this.#writable === undefined
      ? Promise.reject(new TypeError("close(): the writer has released the stream"))
      : this.#writable.close();
  }

  abort(reason) {
    return this.#writable === undefined
      ? Promise.reject(new TypeError("abort(): the writer has released the stream"))
      : this.#writable.abort(reason);
  }

  releaseLock() {
    const writable = this.#writable;
    if (writable === undefined) {
      return;
    }
    const reason = new TypeError("the writer has released the stream");
    this.#ready = refuse(this.#ready, reason);
    this.#closed = refuse(this.#closed, reason);
    this.#writable = undefined;
    writable.writer = undefined;
  }
}

export class CountQueuingStrategy {
  #highWaterMark;

  constructor(options) {
    const { highWaterMark = 1 } = objectOf("new CountQueuingStrategy(): the argument", options);
    this.#highWaterMark = Number(highWaterMark);
  }

  get highWaterMark() {
    return this.#highWaterMark;
  }

  // Usable alone too: `const { size } = strategy`.
  get size() {
    return size;
  }
}

function size() {
  return 1;
}

for (const type of [
  ReadableStream,
  ReadableStreamDefaultReader,
  ReadableStreamDefaultController,
  WritableStream,
  WritableStreamDefaultWriter,
  WritableStreamDefaultController,
  CountQueuingStrategy,
]) {
  Object.defineProperty(type.prototype, Symbol.toStringTag, {
    value: type.name,
    configurable: true,
  });
}

export default {
  ReadableStream,
  ReadableStreamDefaultReader,
  WritableStream,
  WritableStreamDefaultWriter,
  CountQueuingStrategy,
};
