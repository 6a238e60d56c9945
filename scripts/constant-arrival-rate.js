// A fixed number of iterations a second, however long each takes: the open model.
//
//   runner run --demo scripts/constant-arrival-rate.js
import http from 'k6/http';
import { check } from 'k6';

export const options = {
  scenarios: {
    visitors: {
      executor: 'constant-arrival-rate',
      rate: 50,
      timeUnit: '1s',
      duration: '2s',
      preAllocatedVUs: 10,
      maxVUs: 20,
    },
  },
  thresholds: {
    http_req_failed: ['rate==0'],
    // From the moment at which the visitor came, also when the iteration started late.
    http_req_response_time: ['p(95)<2000'],
  },
};

export default function () {
  const res = http.get(`${__ENV.BASE_URL}/products`);
  check(res, { 'is there': (r) => r.status === 200 });
}
