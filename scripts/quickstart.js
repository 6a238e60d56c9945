// A first load test: ten shoppers look at the demo shop for ten seconds.
//
//   runner run --demo scripts/quickstart.js
import http from 'k6/http';
import { check, sleep } from 'k6';

export const options = {
  vus: 10,
  duration: '10s',
  thresholds: {
    checks: ['rate==1'],
    http_req_failed: ['rate<0.01'],
    http_req_duration: ['p(95)<200'],
  },
};

export default function () {
  const products = http.get(`${__ENV.BASE_URL}/products`);
  check(products, {
    'list is there': (r) => r.status === 200,
    'list has products': (r) => r.json('products.#') > 0,
  });

  const first = http.get(`${__ENV.BASE_URL}/products/1`);
  check(first, {
    'product is there': (r) => r.status === 200,
    'product has a price': (r) => r.json().price > 0,
  });

  sleep(0.1);
}
