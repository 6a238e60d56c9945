// Runs that can be repeated: the same seed makes every virtual user send the same requests in the
// same order. Compare two runs, then try --seed=2.
//
//   runner run --demo scripts/seed.js
import http from 'k6/http';
import { check } from 'k6';

export const options = {
  seed: 1,
  scenarios: {
    browse: { executor: 'per-vu-iterations', vus: 2, iterations: 3 },
  },
};

export default function () {
  const id = 1 + Math.floor(Math.random() * 10);
  const reply = http.get(`${__ENV.BASE_URL}/products/${id}`, { tags: { name: '/products/{id}' } });
  check(reply, { 'is there': (r) => r.status === 200 });
  console.log(`virtual user ${__VU}, iteration ${__ITER}: product ${id}`);
}
