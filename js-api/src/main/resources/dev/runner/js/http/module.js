// k6/http: what scripts see. All work is done by the Java half, `host`.
const host = __runner("k6/http");
const { parse } = JSON;
const { isArray } = Array;
const { isView } = ArrayBuffer;

// The Java half of each response. A property of the response, even one with a symbol for its key,
// would make creating it cost a third more.
const replies = new WeakMap();
const UNSET = Symbol("unset");

// What reads HTML, loaded when it is needed.
let html;

// --- responses ---

const responseMethods = {
  json(selector) {
    const body = this.body;
    if (body === null) {
      throw new Error("the response has no body, so there is no JSON to read");
    }
    if (selector !== undefined) {
      const found = typeof selector === "string" ? replies.get(this).select(selector) : null;
      return found === null ? undefined : parse(found);
    }
    try {
      return parse(typeof body === "string" ? body : replies.get(this).text());
    } catch (e) {
      throw new Error(`the response body is not JSON: ${replies.get(this).jsonProblem()}`);
    }
  },
  html(selector) {
    const body = this.body;
    if (body === null) {
      throw new Error("the response has no body, so there is no HTML to read");
    }
    html ??= host.html();
    const page = html.parse(typeof body === "string" ? body : replies.get(this).text(), this.url);
    return selector === undefined ? page : page.find(selector);
  },
  submitForm({ formSelector = "form", fields, submitSelector = '[type="submit"]', params } = {}) {
    const form = this.html(formSelector).first();
    if (form.size() === 0) {
      throw new Error(`no form matches '${formSelector}' in the response of ${this.url}`);
    }
    const values = form.serializeObject();
    for (const name of Object.keys(values)) {
      if (isArray(values[name])) {
        values[name] = `[${values[name].join(" ")}]`;
      }
    }
    const button = form.find(submitSelector).first();
    const buttonName = button.attr("name");
    if (buttonName !== undefined) {
      values[buttonName] = button.val();
    }
    Object.assign(values, fields);
    const target = new URL(form.attr("action") ?? "", this.url);
    const method = (form.attr("method") ?? "GET").toUpperCase();
    if (method !== "GET") {
      return send(method, target.href, values, params);
    }
    target.search = Object.keys(values)
      .sort()
      .map((name) => `${formText(name)}=${formText(fieldText(name, values[name]))}`)
      .join("&");
    return send(method, target.href, undefined, params);
  },
  clickLink({ selector = "a[href]", params } = {}) {
    const href = this.html(selector).first().attr("href");
    if (href === undefined) {
      throw new Error(`no link matches '${selector}' in the response of ${this.url}`);
    }
    return send("GET", new URL(href, this.url).href, undefined, params);
  },
};

function formText(text) {
  return encodeURIComponent(text)
    .replace(/%20/g, "+")
    .replace(/[!'()*]/g, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase());
}

// The body if it is neither null nor a short text.
function bodyOf(reply) {
  switch (reply.bodyKind()) {
    case 2:
      return reply.text();
    case 3: {
      const buffer = reply.size() === 0 ? new ArrayBuffer(0) : new ArrayBuffer(reply.bytes());
      if (buffer.byteLength !== reply.size()) {
        throw new Error("this script engine was started without access to byte buffers");
      }
      return buffer;
    }
    default:
      return [];
  }
}

function timingsOf(reply) {
  return {
    duration: reply.duration(),
    blocked: reply.blocked(),
    looking_up: 0,
    connecting: reply.connecting(),
    tls_handshaking: reply.tlsHandshaking(),
    sending: reply.sending(),
    waiting: reply.waiting(),
    receiving: reply.receiving(),
  };
}

// What most responses have in common, by the number that the Java half gives it.
const known = [];

function factsOf(reply) {
  const number = host.facts(reply);
  const facts = known[number];
  if (facts !== undefined) {
    return facts;
  }
  const learnt = {
    remote_ip: reply.remoteIp(),
    remote_port: reply.remotePort(),
    status: reply.status(),
    status_text: reply.statusText(),
    proto: reply.proto(),
    tls_version: reply.tlsVersion(),
    tls_cipher_suite: reply.tlsCipherSuite(),
    ocsp: parse(reply.ocsp()),
    error: reply.error(),
    error_code: reply.errorCode(),
  };
  if (number >= 0) {
    known[number] = learnt;
  }
  return learnt;
}

// Gives a response a property that is made when it is first asked for.
function whenAsked(made, name, make) {
  let value = UNSET;
  Object.defineProperty(made, name, {
    get: () => (value === UNSET ? (value = make()) : value),
    set: (given) => {
      value = given;
    },
    enumerable: true,
    configurable: true,
  });
}

// Runs for every response, mostly in an interpreter. Cheap fields are read at once, the others when
// first asked for; all can be overwritten. Each accessor costs as much as three calls into Java.
function response(reply) {
  let headers = UNSET;
  let timings = UNSET;
  let request = UNSET;
  const facts = factsOf(reply);
  const bodyKind = reply.bodyKind();
  const made = {
    __proto__: responseMethods,
    remote_ip: facts.remote_ip,
    remote_port: facts.remote_port,
    url: reply.url(),
    status: facts.status,
    status_text: facts.status_text,
    proto: facts.proto,
    get headers() {
      return headers === UNSET ? (headers = parse(reply.headers())) : headers;
    },
    set headers(value) {
      headers = value;
    },
    cookies: {},
    body: bodyKind === 1 ? reply.text() : null,
    get timings() {
      return timings === UNSET ? (timings = timingsOf(reply)) : timings;
    },
    set timings(value) {
      timings = value;
    },
    tls_version: facts.tls_version,
    tls_cipher_suite: facts.tls_cipher_suite,
    ocsp: facts.ocsp,
    error: facts.error,
    error_code: facts.error_code,
    get request() {
      return request === UNSET ? (request = parse(reply.request())) : request;
    },
    set request(value) {
      request = value;
    },
  };
  if (bodyKind > 1) {
    whenAsked(made, "body", () => bodyOf(reply));
  }
  if (reply.hasCookies()) {
    whenAsked(made, "cookies", () => parse(reply.cookies()));
  }
  replies.set(made, reply);
  return made;
}

// --- what goes into a request ---

class HttpURL {
  constructor(name, text) {
    this.name = masked(name);
    this.url = text;
    this.clean_url = masked(text);
  }
}

// Without user name and password.
function masked(text) {
  return text.replace(/^([^:/?#]+:\/\/)[^/?#]*@/, "$1****:****@");
}

export function url(parts, ...values) {
  const texts = typeof parts === "string" ? [parts] : parts;
  let name = texts[0];
  let text = texts[0];
  for (let i = 0; i < values.length; i++) {
    name += "${}" + texts[i + 1];
    text += values[i] + texts[i + 1];
  }
  return new HttpURL(name, text);
}

class FileData {
  constructor(data, filename, contentType) {
    this.data = data;
    this.filename = filename;
    this.content_type = contentType;
  }
}

export function file(data, filename, contentType) {
  if (typeof data !== "string" && !(data instanceof ArrayBuffer) && !isView(data)) {
    throw new Error("http.file() takes a string, an ArrayBuffer or a typed array");
  }
  return new FileData(
    data,
    filename === undefined || filename === null ? host.timestamp() : String(filename),
    contentType === undefined || contentType === null
      ? "application/octet-stream"
      : String(contentType),
  );
}

function bytesOf(view) {
  return view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
}

function fieldText(key, value) {
  if (value === null || value === undefined) {
    return "";
  }
  if (typeof value === "object" || typeof value === "function") {
    host.warn(`The form field '${key}' is an object and is sent empty; use JSON.stringify()`);
    return "";
  }
  return String(value);
}

function formOf(fields) {
  const form = host.form();
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    if (value instanceof FileData) {
      const data = isView(value.data) ? bytesOf(value.data) : value.data;
      form.file(key, data, String(value.filename), String(value.content_type));
    } else if (isArray(value)) {
      for (const item of value) {
        form.field(key, fieldText(key, item));
      }
    } else {
      form.field(key, fieldText(key, value));
    }
  }
  return form;
}

// Strings, buffers and what cannot be a body stay as they are; the Java half refuses the last.
function bodyFor(body) {
  if (typeof body !== "object" || body === null || body instanceof ArrayBuffer || isArray(body)) {
    return body;
  }
  if (isView(body)) {
    return bytesOf(body);
  }
  return body instanceof String ? String(body) : formOf(body);
}

// --- cookies ---

let hostJarOf;

export class CookieJar {
  #jar;

  constructor(jar) {
    this.#jar = jar === undefined ? host.newCookieJar() : jar;
  }

  static {
    hostJarOf = (value) =>
      typeof value === "object" && value !== null && #jar in value ? value.#jar : undefined;
  }

  cookiesForURL(url) {
    return parse(this.#jar.cookiesForUrl(String(url)));
  }

  set(url, name, value, options) {
    this.#jar.set(String(url), String(name), String(value), options);
    return true;
  }

  clear(url) {
    this.#jar.clear(String(url));
  }

  delete(url, name) {
    this.#jar.remove(String(url), String(name));
  }
}

export function cookieJar() {
  return new CookieJar(host.cookieJar());
}

// --- requests ---

function textOf(target) {
  if (typeof target === "string" || target === undefined || target === null) {
    return target;
  }
  return target instanceof HttpURL ? target.url : String(target);
}

function nameOf(target) {
  return target instanceof HttpURL ? target.name : undefined;
}

function jarOf(params) {
  return params === undefined || params === null || params.jar === undefined
    ? undefined
    : hostJarOf(params.jar);
}

function send(method, target, body, params) {
  const plain = typeof target === "string";
  if (plain && body === undefined && params === undefined) {
    return response(host.plain(method, target));
  }
  return response(
    host.request(
      method,
      plain ? target : textOf(target),
      plain ? undefined : nameOf(target),
      body === undefined || typeof body === "string" ? body : bodyFor(body),
      params,
      jarOf(params),
    ),
  );
}

function warnOfExtra(name) {
  host.warn(`http.${name}() takes a URL and params; further arguments are ignored`);
}

export function get(url, params) {
  if (arguments.length > 2) {
    warnOfExtra("get");
  }
  return send("GET", url, undefined, params);
}

export function head(url, params) {
  if (arguments.length > 2) {
    warnOfExtra("head");
  }
  return send("HEAD", url, undefined, params);
}

export function post(url, body, params) {
  return send("POST", url, body, params);
}

export function put(url, body, params) {
  return send("PUT", url, body, params);
}

export function patch(url, body, params) {
  return send("PATCH", url, body, params);
}

export function del(url, body, params) {
  return send("DELETE", url, body, params);
}

export function options(url, body, params) {
  return send("OPTIONS", url, body, params);
}

export function request(method, url, body, params) {
  return send(String(method), url, body, params);
}

export function asyncRequest(method, url, body, params) {
  let settle;
  const promise = new Promise((resolve, reject) => {
    settle = (reply, problem) =>
      problem === undefined ? resolve(response(reply)) : reject(new Error(problem));
  });
  host.start(String(method), textOf(url), nameOf(url), bodyFor(body), params, jarOf(params), settle);
  return promise;
}

function addTo(all, item, key) {
  if (typeof item === "string" || item instanceof HttpURL) {
    all.add("GET", textOf(item), nameOf(item), undefined, undefined, undefined);
    return;
  }
  if (typeof item !== "object" || item === null) {
    all.addMalformed(`batch(): request ${key} is neither a URL, an array nor an object`);
    return;
  }
  let { method, url: target, body, params } = item;
  if (isArray(item)) {
    if (item.length < 2) {
      all.addMalformed(`batch(): request ${key} needs a method and a URL`);
      return;
    }
    [method, target, body, params] = item;
  } else if (target === undefined || target === null) {
    all.addMalformed(`batch(): request ${key} has no url`);
    return;
  }
  all.add(
    method === undefined || method === null ? "GET" : String(method),
    textOf(target),
    nameOf(target),
    bodyFor(body),
    params,
    jarOf(params),
  );
}

export function batch(requests) {
  if (typeof requests !== "object" || requests === null) {
    throw new Error("http.batch() takes an array or an object of requests");
  }
  const all = host.batch();
  const keys = Object.keys(requests);
  for (const key of keys) {
    addTo(all, requests[key], key);
  }
  all.run();
  const responses = isArray(requests) ? [] : {};
  keys.forEach((key, i) => (responses[key] = response(all.reply(i))));
  return responses;
}

export function expectedStatuses(...statuses) {
  return host.expectedStatuses(statuses);
}

export function setResponseCallback(callback) {
  host.setResponseCallback(callback === undefined ? 0 : callback);
}

// --- constants ---

export const SSL_3_0 = "ssl3.0";
export const TLS_1_0 = "tls1.0";
export const TLS_1_1 = "tls1.1";
export const TLS_1_2 = "tls1.2";
export const TLS_1_3 = "tls1.3";
export const OCSP_STATUS_GOOD = "good";
export const OCSP_STATUS_REVOKED = "revoked";
export const OCSP_STATUS_SERVER_FAILED = "server_failed";
export const OCSP_STATUS_UNKNOWN = "unknown";
export const OCSP_REASON_AA_COMPROMISE = "aa_compromise";
export const OCSP_REASON_AFFILIATION_CHANGED = "affiliation_changed";
export const OCSP_REASON_CA_COMPROMISE = "ca_compromise";
export const OCSP_REASON_CERTIFICATE_HOLD = "certificate_hold";
export const OCSP_REASON_CESSATION_OF_OPERATION = "cessation_of_operation";
export const OCSP_REASON_KEY_COMPROMISE = "key_compromise";
export const OCSP_REASON_PRIVILEGE_WITHDRAWN = "privilege_withdrawn";
export const OCSP_REASON_REMOVE_FROM_CRL = "remove_from_crl";
export const OCSP_REASON_SUPERSEDED = "superseded";
export const OCSP_REASON_UNSPECIFIED = "unspecified";

export default {
  get,
  head,
  post,
  put,
  patch,
  del,
  options,
  request,
  asyncRequest,
  batch,
  url,
  file,
  cookieJar,
  CookieJar,
  expectedStatuses,
  setResponseCallback,
  SSL_3_0,
  TLS_1_0,
  TLS_1_1,
  TLS_1_2,
  TLS_1_3,
  OCSP_STATUS_GOOD,
  OCSP_STATUS_REVOKED,
  OCSP_STATUS_SERVER_FAILED,
  OCSP_STATUS_UNKNOWN,
  OCSP_REASON_AA_COMPROMISE,
  OCSP_REASON_AFFILIATION_CHANGED,
  OCSP_REASON_CA_COMPROMISE,
  OCSP_REASON_CERTIFICATE_HOLD,
  OCSP_REASON_CESSATION_OF_OPERATION,
  OCSP_REASON_KEY_COMPROMISE,
  OCSP_REASON_PRIVILEGE_WITHDRAWN,
  OCSP_REASON_REMOVE_FROM_CRL,
  OCSP_REASON_SUPERSEDED,
  OCSP_REASON_UNSPECIFIED,
};
