// Virtual users whose number is set from outside while the test runs.
//
//   runner run --demo --address :6565 scripts/externally-controlled.js
//
// and, in another terminal:
//
//   runner scale --vus 5
//   runner pause
//   runner resume
//   runner stop
//
// Leave the duration out, and the test runs until it is stopped.
import http from 'k6/http';
import { check, sleep } from 'k6';

export const options = {
  scenarios: {
    shop: {
      executor: 'externally-controlled',
      vus: 1,
      maxVUs: 10,
      duration: __ENV.DURATION || '2s',
    },
  },
};

export default function () {
  const page = http.get(`${__ENV.BASE_URL}/products`);
  check(page, { 'the shop is open': (r) => r.status === 200 });
  sleep(0.1);
}
