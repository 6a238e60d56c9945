// What k6/http can send, and what comes back.
//
//   runner run --demo scripts/http-requests.js
import http, { expectedStatuses } from 'k6/http';
import { check } from 'k6';

export const options = { iterations: 2, thresholds: { checks: ['rate==1'] } };

const BASE = __ENV.BASE_URL;

export default function () {
  const got = http.get(`${BASE}/get?q=load+test`, {
    headers: { 'X-Shop': 'runner' },
    tags: { kind: 'search' },
    timeout: '5s',
  });
  check(got, {
    'query arrived': (r) => r.json('query.q') === 'load test',
    'header arrived': (r) => JSON.stringify(r.json('headers')).includes('runner'),
    'protocol is told': (r) => r.proto === 'HTTP/1.1',
    'timings are told': (r) => r.timings.duration >= r.timings.waiting && r.timings.waiting > 0,
  });

  const form = http.post(`${BASE}/post`, { name: 'Ada', role: 'engineer' });
  check(form, { 'an object goes out as a form': (r) => r.json('form.name') === 'Ada' });

  const json = http.put(`${BASE}/put`, JSON.stringify({ stock: 3 }), {
    headers: { 'Content-Type': 'application/json' },
  });
  check(json, { 'JSON goes out as text': (r) => r.json('json.stock') === 3 });

  const bytes = http.post(`${BASE}/post`, new Uint8Array([72, 105]).buffer);
  check(bytes, { 'an ArrayBuffer goes out as it is': (r) => r.json('data') === 'Hi' });

  for (const method of ['PATCH', 'DELETE', 'OPTIONS']) {
    const res = http.request(method, `${BASE}/anything`);
    check(res, { [`${method} arrived`]: (r) => r.json('method') === method });
  }
  check(http.head(`${BASE}/get`), { 'HEAD has no body': (r) => r.status === 200 && !r.body });

  check(http.get(`${BASE}/redirect/2`), { 'redirects are followed': (r) => r.status === 200 });
  check(http.get(`${BASE}/redirect/2`, { redirects: 0 }), {
    'or not': (r) => r.status === 302 && r.headers.Location !== undefined,
  });

  const secured = BASE.replace('://', '://ada:secret@') + '/basic-auth/ada/secret';
  check(http.get(secured), { 'basic authentication': (r) => r.status === 200 });

  check(http.get(`${BASE}/gzip`), { 'gzip is decoded': (r) => typeof r.json() === 'object' });

  const binary = http.get(`${BASE}/bytes/256`, { responseType: 'binary' });
  check(binary, { 'bytes come as ArrayBuffer': (r) => r.body.byteLength === 256 });

  check(http.get(`${BASE}/bytes/256`, { responseType: 'none' }), {
    'or not at all': (r) => r.body === null,
  });

  const missing = http.get(`${BASE}/status/404`, { responseCallback: expectedStatuses(404) });
  check(missing, { 'a 404 can be what is expected': (r) => r.error_code === 1404 });

  // One name for many URLs keeps the results readable.
  for (let id = 1; id <= 3; id++) {
    http.get(http.url`${BASE}/products/${id}`);
  }
}
