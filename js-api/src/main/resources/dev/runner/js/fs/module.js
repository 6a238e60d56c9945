const host = __runner("k6/experimental/fs");

export const SeekMode = Object.freeze({ Start: 0, Current: 1, End: 2 });

function failed(name, message) {
  const error = new Error(message);
  error.name = name;
  return error;
}

// The Java half of a File, for modules that read files themselves.
const HANDLE = Symbol.for("runner.file");

class File {
  #file;

  constructor(path, file) {
    this.path = path;
    this.#file = file;
    Object.defineProperty(this, HANDLE, { value: file });
  }

  async stat() {
    return { name: this.#file.name(), size: this.#file.size() };
  }

  async read(into) {
    if (!(into instanceof Uint8Array)) {
      throw failed("TypeError", "File.read() takes a Uint8Array to read into");
    }
    if (into.byteLength === 0) {
      throw failed("TypeError", "File.read() takes a Uint8Array that is not empty");
    }
    const bytes = this.#file.read(into.byteLength);
    if (bytes === null) {
      return null;
    }
    const piece = new Uint8Array(new ArrayBuffer(bytes));
    into.set(piece);
    return piece.byteLength;
  }

  async seek(offset, whence = SeekMode.Start) {
    if (!Number.isInteger(offset)) {
      throw failed("TypeError", "File.seek() takes a whole number of bytes");
    }
    const size = this.#file.size();
    let position;
    switch (whence) {
      case SeekMode.Start:
        position = offset;
        break;
      case SeekMode.Current:
        position = this.#file.cursor() + offset;
        break;
      case SeekMode.End:
        position = size + offset;
        break;
      default:
        throw failed("TypeError", "File.seek() takes a SeekMode");
    }
    if (position < 0 || position > size) {
      throw failed("TypeError", `File.seek() to ${position}: the file has ${size} bytes`);
    }
    this.#file.moveTo(position);
    return position;
  }
}

export async function open(path) {
  if (typeof path !== "string" || path === "") {
    throw failed("TypeError", "fs.open() needs the path of a file");
  }
  let file;
  try {
    file = host.open(path);
  } catch (error) {
    throw failed(error.message.includes("no such file") ? "NotFoundError" : "Error", error.message);
  }
  return new File(path, file);
}

export default { open, SeekMode };
