// Pass or fail: thresholds on metrics, on parts of them by tags, and one that can stop the test.
// The exit code is 99 if any of them fails.
//
//   runner run --demo scripts/thresholds.js
import http from 'k6/http';
import { check } from 'k6';

export const options = {
  vus: 3,
  duration: '2s',
  thresholds: {
    checks: ['rate>0.99'],
    http_req_duration: ['avg<200', 'p(95)<400', 'max<2000'],
    'http_req_duration{name:detail}': ['p(99)<400'],
    http_req_failed: [{ threshold: 'rate<0.1', abortOnFail: true, delayAbortEval: '1s' }],
    'http_reqs{status:500}': ['count==0'],
    iterations: ['rate>1'],
  },
};

export default function () {
  const list = http.get(`${__ENV.BASE_URL}/products`, { tags: { name: 'list' } });
  check(list, { 'list is there': (r) => r.status === 200 });
  http.get(`${__ENV.BASE_URL}/products/7`, { tags: { name: 'detail' } });
}
