/**
 * An array of which all virtual users share one copy. To be made in the init stage.
 *
 * Elements are copies made from JSON whenever they are read, and frozen; the array itself cannot be
 * changed either. Methods such as `map` and `filter` return ordinary arrays.
 */
export class SharedArray<T> extends Array<T> {
  /**
   * @param name arrays of the same name are the same
   * @param make called once for all virtual users; must return an array, and not be async
   */
  constructor(name: string, make: () => T[]);
}

declare const data: { SharedArray: typeof SharedArray };
export default data;
