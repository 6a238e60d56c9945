import { Selection } from "k6/html";

// Types of the module "k6/http".

/** What a URL template makes: samples are named after its text parts only. */
export interface HttpURL {
  readonly name: string;
  readonly url: string;
  /** The URL with user name and password masked. */
  readonly clean_url: string;
}

/** A file in a form; makes the form a multipart one. */
export interface FileData {
  data: string | ArrayBuffer | ArrayBufferView;
  filename: string;
  content_type: string;
}

/** Statuses that count as success; made by `expectedStatuses()`. */
export interface ExpectedStatusesCallback {
  readonly __expectedStatuses?: never;
}

/** A range of statuses, both ends included. */
export interface ExpectedStatusesObject {
  min: number;
  max: number;
}

/** The fields of a form; one that holds a file makes it a multipart form. */
export interface StructuredRequestBody {
  [field: string]: unknown;
}

export type RequestBody = string | ArrayBuffer | ArrayBufferView | StructuredRequestBody;

/** What becomes of a response's body. */
export type ResponseType = "text" | "binary" | "none";

export type AuthMethod = "basic" | "digest" | "ntlm";

/** With `replace`, a cookie of that name in the jar is not sent. */
export type ParamsCookieValue = string | { value?: string; replace?: boolean };

export interface Params {
  headers?: { [name: string]: string | number | boolean | string[] };
  /** Sent with this request only, not kept in the jar. */
  cookies?: { [name: string]: ParamsCookieValue };
  /** The jar to take cookies from and to put them into. */
  jar?: CookieJar;
  /** How many redirects to follow at most. */
  redirects?: number;
  /** Tags of this request's samples; `name` replaces the URL in them. */
  tags?: { [name: string]: string | number | boolean };
  /** Milliseconds, or a duration such as "1m30s"; 60 seconds by default. */
  timeout?: number | string;
  /** User name and password are taken from the URL. */
  auth?: AuthMethod;
  /** How the body is sent: "gzip", "deflate", "br", "zstd", or several, applied in that order. */
  compression?: string;
  /** "text" by default. */
  responseType?: ResponseType;
  /** Null to count the request neither as failed nor as succeeded. */
  responseCallback?: ExpectedStatusesCallback | null;
}

/** Params that tell what the body of the response will be. */
export interface RefinedParams<RT extends ResponseType | undefined> extends Params {
  responseType?: RT;
}

/** A cookie as a response sets it. */
export interface ResponseCookie {
  name: string;
  value: string;
  domain: string;
  path: string;
  http_only: boolean;
  secure: boolean;
  /** Seconds; 0 if absent. */
  max_age: number;
  /** Milliseconds since the epoch; far below zero if absent. */
  expires: number;
}

/** Milliseconds. */
export interface Timings {
  /** Sending, waiting and receiving together. */
  duration: number;
  blocked: number;
  looking_up: number;
  connecting: number;
  tls_handshaking: number;
  sending: number;
  waiting: number;
  receiving: number;
}

/** A cookie as a request sent it. */
export interface RequestCookie {
  name: string;
  value: string;
  replace: boolean;
}

/** A request as it was first sent. */
export interface SentRequest {
  method: string;
  url: string;
  headers: { [name: string]: string[] };
  body: string;
  cookies: { [name: string]: RequestCookie[] };
}

/** Empty where no response began. */
export type Protocol = "HTTP/1.0" | "HTTP/1.1" | "HTTP/2.0" | "";

/** Such as "TLS_AES_128_GCM_SHA256"; empty without TLS. */
export type CipherSuite = string;

export type ResponseBody = string | ArrayBuffer | null;

/** What a server has shown about its certificate's revocation. */
export interface OcspStaple {
  /** Seconds since 1970, as the other times; 0 if unknown. */
  produced_at: number;
  this_update: number;
  next_update: number;
  revoked_at: number;
  /** Such as "key_compromise"; empty unless it was revoked. */
  revocation_reason: string;
  /** "good", "revoked", "server_failed" or "unknown"; empty without TLS. */
  status: string;
}

export interface Response {
  remote_ip: string;
  remote_port: number;
  /** After redirects. */
  url: string;
  /** 0 if there was no response. */
  status: number;
  /** Such as "200 OK". */
  status_text: string;
  proto: Protocol;
  headers: { [name: string]: string };
  cookies: { [name: string]: ResponseCookie[] };
  body: ResponseBody;
  timings: Timings;
  tls_version: string;
  tls_cipher_suite: CipherSuite;
  ocsp: OcspStaple;
  /** Empty if a response came. */
  error: string;
  error_code: number;
  request: SentRequest | null;

  /**
   * The body as JSON, or the part of it that a path such as "users.#(age>40).name" picks, or one in
   * JSONPath, which begins with $, such as "$.users[?(@.age > 40)].name". What is not found is
   * undefined.
   */
  json(selector?: string): any;
  html(selector?: string): Selection;
  /** Fills a form of the page and sends it. */
  submitForm<RT extends ResponseType | undefined = undefined>(args?: {
    formSelector?: string;
    fields?: { [name: string]: unknown };
    submitSelector?: string;
    params?: RefinedParams<RT> | null;
  }): RefinedResponse<RT>;
  /** Follows a link of the page. */
  clickLink<RT extends ResponseType | undefined = undefined>(args?: {
    selector?: string;
    params?: RefinedParams<RT> | null;
  }): RefinedResponse<RT>;
}

/** The type of the body that a `responseType` brings. */
export type RefinedResponseBody<RT extends ResponseType | undefined> = RT extends "binary"
  ? ArrayBuffer
  : RT extends "none"
    ? null
    : RT extends "text"
      ? string
      : string | null;

export interface RefinedResponse<RT extends ResponseType | undefined> extends Response {
  body: RefinedResponseBody<RT>;
}

export interface CookieOptions {
  domain?: string;
  path?: string;
  /** Such as "Mon, 02 Jan 2006 15:04:05 GMT". */
  expires?: string;
  /** Seconds. */
  max_age?: number;
  secure?: boolean;
  http_only?: boolean;
}

/** The values of cookies by their names. */
export interface CookieJarCookies {
  [name: string]: string[];
}

export declare class CookieJar {
  constructor();
  cookiesForURL(url: string): CookieJarCookies;
  set(url: string, name: string, value: string, options?: CookieOptions | null): boolean;
  clear(url: string): void;
  delete(url: string, name: string): void;
}

export type ArrayRefinedBatchRequest<RT extends ResponseType | undefined> = [
  method: string,
  url: string | HttpURL,
  body?: RequestBody | null,
  params?: RefinedParams<RT> | null,
];

export interface ObjectRefinedBatchRequest<RT extends ResponseType | undefined> {
  /** "GET" by default. */
  method?: string;
  url: string | HttpURL;
  body?: RequestBody | null;
  params?: RefinedParams<RT> | null;
}

/** One request of `batch()`; a URL alone is a GET. */
export type RefinedBatchRequest<RT extends ResponseType | undefined> =
  | string
  | HttpURL
  | ArrayRefinedBatchRequest<RT>
  | ObjectRefinedBatchRequest<RT>;

export type ArrayBatchRequest = ArrayRefinedBatchRequest<ResponseType | undefined>;
export type ObjectBatchRequest = ObjectRefinedBatchRequest<ResponseType | undefined>;
export type BatchRequest = RefinedBatchRequest<ResponseType | undefined>;
export type BatchRequests = BatchRequest[] | { [key: string]: BatchRequest };

/** An array of responses for an array of requests, else an object with the same keys. */
export type BatchResponses<Q> = {
  [K in keyof Q]: Q[K] extends RefinedBatchRequest<infer RT> ? RefinedResponse<RT> : Response;
};

export declare function get<RT extends ResponseType | undefined = undefined>(
  url: string | HttpURL,
  params?: RefinedParams<RT> | null,
): RefinedResponse<RT>;
export declare function head<RT extends ResponseType | undefined = undefined>(
  url: string | HttpURL,
  params?: RefinedParams<RT> | null,
): RefinedResponse<RT>;
export declare function post<RT extends ResponseType | undefined = undefined>(
  url: string | HttpURL,
  body?: RequestBody | null,
  params?: RefinedParams<RT> | null,
): RefinedResponse<RT>;
export declare function put<RT extends ResponseType | undefined = undefined>(
  url: string | HttpURL,
  body?: RequestBody | null,
  params?: RefinedParams<RT> | null,
): RefinedResponse<RT>;
export declare function patch<RT extends ResponseType | undefined = undefined>(
  url: string | HttpURL,
  body?: RequestBody | null,
  params?: RefinedParams<RT> | null,
): RefinedResponse<RT>;
export declare function del<RT extends ResponseType | undefined = undefined>(
  url: string | HttpURL,
  body?: RequestBody | null,
  params?: RefinedParams<RT> | null,
): RefinedResponse<RT>;
export declare function options<RT extends ResponseType | undefined = undefined>(
  url: string | HttpURL,
  body?: RequestBody | null,
  params?: RefinedParams<RT> | null,
): RefinedResponse<RT>;
export declare function request<RT extends ResponseType | undefined = undefined>(
  method: string,
  url: string | HttpURL,
  body?: RequestBody | null,
  params?: RefinedParams<RT> | null,
): RefinedResponse<RT>;
/** Like `request()`, but goes on beside the script. */
export declare function asyncRequest<RT extends ResponseType | undefined = undefined>(
  method: string,
  url: string | HttpURL,
  body?: RequestBody | null,
  params?: RefinedParams<RT> | null,
): Promise<RefinedResponse<RT>>;
/** Makes all requests at the same time, as far as the options `batch` and `batchPerHost` allow. */
export declare function batch<Q extends BatchRequests>(requests: Q): BatchResponses<Q>;

/** Tag of a template literal: the URL's samples are named without its expressions. */
export declare function url(parts: TemplateStringsArray, ...values: unknown[]): HttpURL;
export declare function file(
  data: string | ArrayBuffer | ArrayBufferView,
  filename?: string,
  contentType?: string,
): FileData;
/** The jar that requests use unless their params name another. */
export declare function cookieJar(): CookieJar;
export declare function expectedStatuses(
  ...statuses: (number | ExpectedStatusesObject)[]
): ExpectedStatusesCallback;
/** Sets what requests without a `responseCallback` expect; 200 to 399 at first. */
export declare function setResponseCallback(callback: ExpectedStatusesCallback | null): void;

export declare const SSL_3_0: string;
export declare const TLS_1_0: string;
export declare const TLS_1_1: string;
export declare const TLS_1_2: string;
export declare const TLS_1_3: string;
export declare const OCSP_STATUS_GOOD: string;
export declare const OCSP_STATUS_REVOKED: string;
export declare const OCSP_STATUS_SERVER_FAILED: string;
export declare const OCSP_STATUS_UNKNOWN: string;
export declare const OCSP_REASON_AA_COMPROMISE: string;
export declare const OCSP_REASON_AFFILIATION_CHANGED: string;
export declare const OCSP_REASON_CA_COMPROMISE: string;
export declare const OCSP_REASON_CERTIFICATE_HOLD: string;
export declare const OCSP_REASON_CESSATION_OF_OPERATION: string;
export declare const OCSP_REASON_KEY_COMPROMISE: string;
export declare const OCSP_REASON_PRIVILEGE_WITHDRAWN: string;
export declare const OCSP_REASON_REMOVE_FROM_CRL: string;
export declare const OCSP_REASON_SUPERSEDED: string;
export declare const OCSP_REASON_UNSPECIFIED: string;

declare const http: {
  get: typeof get;
  head: typeof head;
  post: typeof post;
  put: typeof put;
  patch: typeof patch;
  del: typeof del;
  options: typeof options;
  request: typeof request;
  asyncRequest: typeof asyncRequest;
  batch: typeof batch;
  url: typeof url;
  file: typeof file;
  cookieJar: typeof cookieJar;
  CookieJar: typeof CookieJar;
  expectedStatuses: typeof expectedStatuses;
  setResponseCallback: typeof setResponseCallback;
  SSL_3_0: string;
  TLS_1_0: string;
  TLS_1_1: string;
  TLS_1_2: string;
  TLS_1_3: string;
  OCSP_STATUS_GOOD: string;
  OCSP_STATUS_REVOKED: string;
  OCSP_STATUS_SERVER_FAILED: string;
  OCSP_STATUS_UNKNOWN: string;
  OCSP_REASON_AA_COMPROMISE: string;
  OCSP_REASON_AFFILIATION_CHANGED: string;
  OCSP_REASON_CA_COMPROMISE: string;
  OCSP_REASON_CERTIFICATE_HOLD: string;
  OCSP_REASON_CESSATION_OF_OPERATION: string;
  OCSP_REASON_KEY_COMPROMISE: string;
  OCSP_REASON_PRIVILEGE_WITHDRAWN: string;
  OCSP_REASON_REMOVE_FROM_CRL: string;
  OCSP_REASON_SUPERSEDED: string;
  OCSP_REASON_UNSPECIFIED: string;
};
export default http;
