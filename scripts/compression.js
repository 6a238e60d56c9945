// Compressed bodies, in both directions.
//
//   runner run --demo scripts/compression.js
import http from 'k6/http';
import { check } from 'k6';

export const options = { iterations: 2, thresholds: { checks: ['rate==1'] } };

const BASE = __ENV.BASE_URL;
const order = JSON.stringify({ items: Array(200).fill({ product: 'desk lamp', quantity: 1 }) });

export default function () {
  for (const compression of ['gzip', 'deflate', 'br', 'zstd', 'gzip, br']) {
    const res = http.post(`${BASE}/post`, order, {
      compression,
      headers: { 'Content-Type': 'application/json' },
    });
    check(res, {
      [`${compression}: the server got all of it`]: (r) => r.json('json.items.#') === 200,
      [`${compression}: and fewer bytes`]: (r) =>
        Number(r.json('headers.Content-Length')) < order.length / 10,
    });
  }

  // Bodies of responses are decoded; the header still tells how they came.
  for (const [path, encoding] of [
    ['gzip', 'gzip'],
    ['deflate', 'deflate'],
    ['brotli', 'br'],
    ['zstd', 'zstd'],
  ]) {
    check(http.get(`${BASE}/${path}`), {
      [`${encoding} is decoded`]: (r) =>
        r.json('method') === 'GET' && r.headers['Content-Encoding'] === encoding,
    });
  }
}
