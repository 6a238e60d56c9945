// What `compare` runs: one request and two checks, one of them on the JSON of the answer.
import http from 'k6/http';
import { check } from 'k6';

export const options = { thresholds: { checks: ['rate==1'] } };

export default function () {
  const res = http.get(__ENV.TARGET);
  check(res, {
    'status is 200': (r) => r.status === 200,
    'says ok': (r) => r.json().status === 'ok',
  });
}
