// Signed requests: digests, HMAC and base64.
//
//   runner run --demo scripts/crypto.js
import http from 'k6/http';
import crypto, { createHash, hmac } from 'k6/crypto';
import { b64encode, b64decode } from 'k6/encoding';
import { check } from 'k6';

export const options = { vus: 2, iterations: 6, thresholds: { checks: ['rate==1'] } };

export default function () {
  const body = JSON.stringify({ item: __ITER });
  const res = http.post(`${__ENV.BASE_URL}/post`, body, {
    headers: {
      'Content-Type': 'application/json',
      'X-Signature': hmac('sha256', 'a shared key', body, 'hex'),
      'X-Nonce': crypto.hexEncode(crypto.randomBytes(8)),
      Authorization: `Basic ${b64encode('ada:s3cret')}`,
    },
  });
  const hash = createHash('sha1');
  hash.update('in ');
  hash.update('pieces');
  check(res, {
    'was sent': (r) => r.status === 200,
    'pieces add up': () => hash.digest('hex') === crypto.sha1('in pieces', 'hex'),
    'there and back': () => b64decode(b64encode('äöü', 'rawurl'), 'rawurl', 's') === 'äöü',
  });
}
