// Visitors that come at random, and none of whom is turned away: who finds all virtual users busy
// waits in a queue. The summary says how long: iteration_start_lag.
//
//   runner run --demo scripts/random-arrivals.js
import http from 'k6/http';
import { sleep } from 'k6';

export const options = {
  seed: 7,
  scenarios: {
    visitors: {
      executor: 'constant-arrival-rate',
      rate: 30,
      duration: '2s',
      preAllocatedVUs: 8,
      arrivals: 'poisson',
      onSaturation: 'queue',
    },
  },
  thresholds: {
    dropped_iterations: ['count==0'],
  },
};

export default function () {
  http.get(`${__ENV.BASE_URL}/products/7`);
  sleep(0.1);
}
