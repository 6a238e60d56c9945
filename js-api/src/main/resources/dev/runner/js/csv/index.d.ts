import { File } from "k6/experimental/fs";
import { SharedArray } from "k6/data";

export interface Options {
  /** One character, a comma by default. */
  delimiter?: string;
  /** Whether the first line is no row. */
  skipFirstLine?: boolean;
  /** The first line to read, from 0. */
  fromLine?: number;
  /** The last line to read. */
  toLine?: number;
  /** Whether rows become objects whose members the first line names. */
  asObjects?: boolean;
}

/** Reads all rows of a file, once for all virtual users. For the init stage. */
export function parse(file: File, options?: Options): Promise<SharedArray<any>>;

/** Reads a file row by row. To be made in the init stage. */
export class Parser {
  constructor(file: File, options?: Options);
  /** The next row; done, with an empty array, after the last. */
  next(): Promise<{ done: boolean; value: any }>;
}

declare const csv: { parse: typeof parse; Parser: typeof Parser };
export default csv;
