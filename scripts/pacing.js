// Users that come back at their own pace: each VU starts an iteration every 400 ms, or after a time
// between 200 and 600 ms, however fast the server answers.
//
//   runner run --demo scripts/pacing.js
import http from 'k6/http';

export const options = {
  scenarios: {
    steady: {
      executor: 'constant-vus',
      vus: 2,
      duration: '2s',
      gracefulStop: '1s',
      pacing: '400ms',
    },
    varied: {
      executor: 'per-vu-iterations',
      vus: 2,
      iterations: 4,
      maxDuration: '10s',
      pacing: { min: '200ms', max: '600ms' },
    },
  },
  thresholds: {
    // Five starts for each of two VUs: at 0, 400, 800, 1200 and 1600 ms.
    'iterations{scenario:steady}': ['count<=10'],
    'iterations{scenario:varied}': ['count==8'],
  },
};

export default function () {
  http.get(`${__ENV.BASE_URL}/products`);
}
