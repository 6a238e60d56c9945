type BufferSource = ArrayBuffer | ArrayBufferView;
type HashName = "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512";
type Hash = HashName | { name: HashName };
type KeyFormat = "raw" | "jwk" | "spki" | "pkcs8";
type KeyUsage =
  | "encrypt"
  | "decrypt"
  | "sign"
  | "verify"
  | "deriveKey"
  | "deriveBits"
  | "wrapKey"
  | "unwrapKey";

type CipherAlgorithm =
  | { name: "AES-CBC"; iv: BufferSource }
  | { name: "AES-GCM"; iv: BufferSource; additionalData?: BufferSource; tagLength?: number }
  | { name: "AES-CTR"; counter: BufferSource; length: number }
  | { name: "RSA-OAEP"; label?: BufferSource };

type SignatureAlgorithm =
  | "HMAC"
  | "RSASSA-PKCS1-v1_5"
  | { name: "HMAC" | "RSASSA-PKCS1-v1_5" }
  | { name: "ECDSA"; hash: Hash }
  | { name: "RSA-PSS"; saltLength: number };

type SecretKeyAlgorithm =
  | { name: "AES-CBC" | "AES-GCM" | "AES-CTR" | "AES-KW"; length: 128 | 192 | 256 }
  | { name: "HMAC"; hash: Hash; length?: number };

type KeyPairAlgorithm =
  | { name: "ECDSA" | "ECDH"; namedCurve: "P-256" | "P-384" | "P-521" }
  | {
      name: "RSASSA-PKCS1-v1_5" | "RSA-PSS" | "RSA-OAEP";
      modulusLength: number;
      publicExponent: Uint8Array;
      hash: Hash;
    };

type ImportAlgorithm =
  | "AES-CBC"
  | "AES-GCM"
  | "AES-CTR"
  | "AES-KW"
  | "PBKDF2"
  | { name: "AES-CBC" | "AES-GCM" | "AES-CTR" | "AES-KW" | "PBKDF2" }
  | { name: "HMAC"; hash: Hash; length?: number }
  | { name: "ECDSA" | "ECDH"; namedCurve: "P-256" | "P-384" | "P-521" }
  | { name: "RSASSA-PKCS1-v1_5" | "RSA-PSS" | "RSA-OAEP"; hash: Hash };

type DerivationAlgorithm =
  | { name: "ECDH"; public: CryptoKey }
  | { name: "PBKDF2"; hash: Hash; salt: BufferSource; iterations: number };

type WrapAlgorithm = CipherAlgorithm | "AES-KW" | { name: "AES-KW" };

/** A key; its content comes out by `exportKey` only, if it is extractable. */
declare class CryptoKey {
  private constructor();
  readonly type: "secret" | "public" | "private";
  readonly extractable: boolean;
  readonly algorithm: { name: string; [member: string]: unknown };
  readonly usages: KeyUsage[];
}

interface SubtleCrypto {
  digest(algorithm: Hash, data: BufferSource): Promise<ArrayBuffer>;
  encrypt(algorithm: CipherAlgorithm, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer>;
  decrypt(algorithm: CipherAlgorithm, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer>;
  sign(algorithm: SignatureAlgorithm, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer>;
  verify(
    algorithm: SignatureAlgorithm,
    key: CryptoKey,
    signature: BufferSource,
    data: BufferSource,
  ): Promise<boolean>;
  generateKey(
    algorithm: SecretKeyAlgorithm,
    extractable: boolean,
    usages: KeyUsage[],
  ): Promise<CryptoKey>;
  generateKey(
    algorithm: KeyPairAlgorithm,
    extractable: boolean,
    usages: KeyUsage[],
  ): Promise<{ publicKey: CryptoKey; privateKey: CryptoKey }>;
  importKey(
    format: KeyFormat,
    data: BufferSource | Record<string, unknown>,
    algorithm: ImportAlgorithm,
    extractable: boolean,
    usages: KeyUsage[],
  ): Promise<CryptoKey>;
  exportKey(format: "jwk", key: CryptoKey): Promise<Record<string, unknown>>;
  exportKey(format: "raw" | "spki" | "pkcs8", key: CryptoKey): Promise<ArrayBuffer>;
  deriveBits(
    algorithm: DerivationAlgorithm,
    key: CryptoKey,
    length?: number | null,
  ): Promise<ArrayBuffer>;
  deriveKey(
    algorithm: DerivationAlgorithm,
    key: CryptoKey,
    derived: SecretKeyAlgorithm,
    extractable: boolean,
    usages: KeyUsage[],
  ): Promise<CryptoKey>;
  wrapKey(
    format: KeyFormat,
    key: CryptoKey,
    wrapping: CryptoKey,
    algorithm: WrapAlgorithm,
  ): Promise<ArrayBuffer>;
  unwrapKey(
    format: KeyFormat,
    wrapped: BufferSource,
    unwrapping: CryptoKey,
    algorithm: WrapAlgorithm,
    keyAlgorithm: ImportAlgorithm,
    extractable: boolean,
    usages: KeyUsage[],
  ): Promise<CryptoKey>;
}

/** Web Cryptography. */
declare const crypto: {
  readonly subtle: SubtleCrypto;
  /** Fills an array of integers, 65536 bytes at most, and returns it. */
  getRandomValues<T extends ArrayBufferView>(array: T): T;
  randomUUID(): string;
};
