import http from 'k6/http';
import { check, group, sleep } from 'k6';
import { Trend } from 'k6/metrics';

const BASE_URL = __ENV.BASE_URL || 'http://localhost:8080';

// A measurement of your own, in milliseconds.
const orderTime = new Trend('order_time', true);

export const options = {
  // The load: up to 20 users within 10 seconds, 30 seconds there, and down again.
  scenarios: {
    shoppers: {
      executor: 'ramping-vus',
      stages: [
        { duration: '10s', target: 20 },
        { duration: '30s', target: 20 },
        { duration: '5s', target: 0 },
      ],
    },
  },
  // When the test counts as passed.
  thresholds: {
    http_req_failed: ['rate<0.01'],
    http_req_duration: ['p(95)<500'],
    checks: ['rate>0.99'],
  },
};

// Runs once before the test; what it returns goes to all the others.
export function setup() {
  const res = http.get(`${BASE_URL}/products?size=3`);
  return { products: res.json('products.#.id') };
}

// What each virtual user does, again and again.
export default function (data) {
  group('browse', () => {
    for (const id of data.products) {
      // One name for all products, or each would have a row of its own.
      const res = http.get(`${BASE_URL}/products/${id}`, { tags: { name: 'product' } });
      check(res, { 'product is there': (r) => r.status === 200 });
    }
  });
  group('order', () => {
    const res = http.post(`${BASE_URL}/cart`);
    check(res, { 'cart was made': (r) => r.status === 200 || r.status === 201 });
    orderTime.add(res.timings.duration);
  });
  sleep(1);
}

// Runs once after the test.
export function teardown(data) {
  console.log(`done with ${data.products.length} products`);
}
