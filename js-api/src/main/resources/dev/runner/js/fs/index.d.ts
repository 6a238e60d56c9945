/** Opens a file, in the init stage. Its content is read once for all virtual users. */
export function open(path: string): Promise<File>;

/** From where `File.seek` counts. */
export enum SeekMode {
  Start = 0,
  Current = 1,
  End = 2,
}

/** A file with a cursor of its own. */
export interface File {
  readonly path: string;
  stat(): Promise<FileInfo>;
  /** Fills the array from the cursor on; the number of bytes read, or null at the end. */
  read(into: Uint8Array): Promise<number | null>;
  /** Moves the cursor and returns where it is then, in bytes from the beginning. */
  seek(offset: number, whence?: SeekMode): Promise<number>;
}

export interface FileInfo {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}

declare const fs: { open: typeof open; SeekMode: typeof SeekMode };
export default fs;
