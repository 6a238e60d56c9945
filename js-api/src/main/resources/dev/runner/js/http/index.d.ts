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
export interface ExpectedStatuses {
  readonly __expectedStatuses?: never;
}

export type RequestBody =
  | string
  | ArrayBuffer
  | ArrayBufferView
  | { [field: string]: unknown }
  | null
  | undefined;

export type ResponseType = "text" | "binary" | "none";

export interface Params {
  headers?: { [name: string]: string | number | boolean | string[] };
  /** Sent with this request only, not kept in the jar. */
  cookies?: { [name: string]: string | { value: string; replace?: boolean } };
  /** The jar to take cookies from and to put them into. */
  jar?: CookieJar;
  /** How many redirects to follow at most. */
  redirects?: number;
  /** Tags of this request's samples; `name` replaces the URL in them. */
  tags?: { [name: string]: string | number | boolean };
  /** Milliseconds, or a duration such as "1m30s"; 60 seconds by default. */
  timeout?: number | string;
  /** User name and password are taken from the URL. */
  auth?: "basic" | "digest" | "ntlm";
  compression?: string;
  responseType?: ResponseType;
  /** Null to count the request neither as failed nor as succeeded. */
  responseCallback?: ExpectedStatuses | null;
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

/** A request as it was sent. */
export interface SentRequest {
  method: string;
  url: string;
  headers: { [name: string]: string[] };
  body: string;
  cookies: { [name: string]: { name: string; value: string; replace: boolean }[] };
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
  proto: string;
  headers: { [name: string]: string };
  cookies: { [name: string]: ResponseCookie[] };
  body: string | ArrayBuffer | null;
  timings: Timings;
  tls_version: string;
  tls_cipher_suite: string;
  ocsp: {
    produced_at: number;
    this_update: number;
    next_update: number;
    revoked_at: number;
    revocation_reason: string;
    status: string;
  };
  /** Empty if a response came. */
  error: string;
  error_code: number;
  request: SentRequest | null;

  /** The body as JSON, or the part of it that a path such as "users.#(age>40).name" picks. */
  json(selector?: string): any;
  html(selector?: string): Selection;
  submitForm(args?: {
    formSelector?: string;
    fields?: { [name: string]: unknown };
    submitSelector?: string;
    params?: Params;
  }): Response;
  clickLink(args?: { selector?: string; params?: Params }): Response;
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

export declare class CookieJar {
  constructor();
  cookiesForURL(url: string): { [name: string]: string[] };
  set(url: string, name: string, value: string, options?: CookieOptions): boolean;
  clear(url: string): void;
  delete(url: string, name: string): void;
}

export type BatchRequest =
  | string
  | HttpURL
  | [method: string, url: string | HttpURL, body?: RequestBody, params?: Params]
  | { method?: string; url: string | HttpURL; body?: RequestBody; params?: Params };

export declare function get(url: string | HttpURL, params?: Params | null): Response;
export declare function head(url: string | HttpURL, params?: Params | null): Response;
export declare function post(
  url: string | HttpURL,
  body?: RequestBody,
  params?: Params | null,
): Response;
export declare function put(
  url: string | HttpURL,
  body?: RequestBody,
  params?: Params | null,
): Response;
export declare function patch(
  url: string | HttpURL,
  body?: RequestBody,
  params?: Params | null,
): Response;
export declare function del(
  url: string | HttpURL,
  body?: RequestBody,
  params?: Params | null,
): Response;
export declare function options(
  url: string | HttpURL,
  body?: RequestBody,
  params?: Params | null,
): Response;
export declare function request(
  method: string,
  url: string | HttpURL,
  body?: RequestBody,
  params?: Params | null,
): Response;
export declare function asyncRequest(
  method: string,
  url: string | HttpURL,
  body?: RequestBody,
  params?: Params | null,
): Promise<Response>;
export declare function batch<T extends { [key: string]: BatchRequest } | BatchRequest[]>(
  requests: T,
): { [K in keyof T]: Response };

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
  ...statuses: (number | { min: number; max: number })[]
): ExpectedStatuses;
export declare function setResponseCallback(callback: ExpectedStatuses | null): void;

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
