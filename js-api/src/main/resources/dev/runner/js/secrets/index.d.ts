/** Where secrets come from: one flag `--secret-source`. */
export interface SecretSource {
  get(key: string): Promise<string>;
}

/** A secret from the default source. The promise is rejected if there is no such secret. */
export function get(key: string): Promise<string>;

/** The source of that name. Throws if there is none. */
export function source(name: string): SecretSource;

declare const secrets: {
  get: typeof get;
  source: typeof source;
};
export default secrets;
