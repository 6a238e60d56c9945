// Several kinds of load side by side, each with its own function, variables and tags.
//
//   runner run --demo scripts/scenarios.js
import http from 'k6/http';
import { sleep } from 'k6';

export const options = {
  scenarios: {
    browse: {
      executor: 'constant-vus',
      vus: 2,
      duration: '2s',
      gracefulStop: '1s',
      exec: 'browse',
      tags: { team: 'shop' },
    },
    import_stock: {
      executor: 'shared-iterations',
      vus: 2,
      iterations: 20,
      maxDuration: '5s',
      exec: 'look',
      env: { PRODUCT: '7' },
    },
    accounts: {
      executor: 'per-vu-iterations',
      vus: 2,
      iterations: 5,
      startTime: '500ms',
      exec: 'look',
      env: { PRODUCT: '8' },
    },
    rush: {
      executor: 'ramping-vus',
      startVUs: 0,
      stages: [
        { duration: '1s', target: 4 },
        { duration: '500ms', target: 0 },
      ],
      gracefulRampDown: '1s',
      exec: 'browse',
    },
  },
  thresholds: {
    'iterations{scenario:import_stock}': ['count==20'],
    'iterations{scenario:accounts}': ['count==10'],
    'http_reqs{team:shop}': ['count>0'],
  },
};

export function browse() {
  http.get(`${__ENV.BASE_URL}/products`);
  sleep(0.05);
}

export function look() {
  http.get(`${__ENV.BASE_URL}/products/${__ENV.PRODUCT}`);
}
