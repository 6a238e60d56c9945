// Each virtual user logs in once, before its first iteration, and logs out after its last. Neither
// counts as an iteration.
//
//   runner run --demo scripts/vu-setup.js
import http from 'k6/http';
import { check } from 'k6';

export const options = {
  scenarios: {
    shoppers: { executor: 'per-vu-iterations', vus: 3, iterations: 4 },
  },
  thresholds: {
    iterations: ['count==12'],
    'http_reqs{group:::vuSetup}': ['count==3'],
    'http_reqs{group:::vuTeardown}': ['count==3'],
  },
};

// Each virtual user has its own copy of this variable.
let session;

export function setup() {
  return { shop: __ENV.BASE_URL };
}

export function vuSetup(data) {
  session = http.get(`${data.shop}/products?user=${__VU}`).status;
}

export default function (data) {
  check(session, { 'is logged in': (status) => status === 200 });
  http.get(`${data.shop}/products/1`);
}

export function vuTeardown(data) {
  http.get(`${data.shop}/products?bye=${__VU}`);
}
