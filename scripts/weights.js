// A mix of users in one scenario: of ten iterations, seven browse, two look closely and one buys.
//
//   runner run --demo scripts/weights.js
import http from 'k6/http';

const BASE = __ENV.BASE_URL;

export const options = {
  scenarios: {
    shop: {
      executor: 'shared-iterations',
      vus: 3,
      iterations: 50,
      maxDuration: '10s',
      weights: { browse: 7, look: 2, buy: 1 },
    },
  },
  thresholds: {
    // Each sample carries the function as the tag exec.
    'iterations{exec:browse}': ['count==35'],
    'iterations{exec:look}': ['count==10'],
    'iterations{exec:buy}': ['count==5'],
    'http_req_duration{exec:buy}': ['p(95)<2000'],
  },
};

export function browse() {
  http.get(`${BASE}/products`);
}

export function look() {
  http.get(`${BASE}/products/7`);
}

export function buy() {
  http.post(`${BASE}/cart`);
}
