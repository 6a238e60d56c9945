// One scenario after the other: customers come as soon as the stock is filled, however long that
// takes, and the cleaning begins half a second after the last customer has left.
//
//   runner run --demo scripts/start-after.js
import http from 'k6/http';
import { sleep } from 'k6';

export const options = {
  scenarios: {
    fill: {
      executor: 'shared-iterations',
      vus: 2,
      iterations: 6,
      maxDuration: '5s',
      exec: 'fill',
    },
    customers: {
      executor: 'constant-vus',
      vus: 3,
      duration: '1s',
      gracefulStop: '1s',
      startAfter: 'fill',
    },
    cleaning: {
      executor: 'per-vu-iterations',
      vus: 1,
      iterations: 1,
      maxDuration: '5s',
      startAfter: 'customers',
      startTime: '500ms',
      exec: 'clean',
    },
  },
  thresholds: {
    'iterations{scenario:fill}': ['count==6'],
    'iterations{scenario:customers}': ['count>0'],
    'iterations{scenario:cleaning}': ['count==1'],
  },
};

export function fill() {
  http.post(`${__ENV.BASE_URL}/cart`);
}

export default function () {
  http.get(`${__ENV.BASE_URL}/products`);
  sleep(0.1);
}

export function clean() {
  http.get(`${__ENV.BASE_URL}/products/7`);
}
