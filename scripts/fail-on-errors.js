// With failOnErrors, a test fails with code 99 as soon as one iteration throws. Without BREAK all
// is well:
//
//   runner run --demo -e BREAK=1 scripts/fail-on-errors.js
import http from 'k6/http';

export const options = { vus: 2, iterations: 10, failOnErrors: true };

export default function () {
  const product = http.get(`${__ENV.BASE_URL}/products/1`).json();
  if (__ENV.BREAK && __ITER === 0) {
    throw new Error(`${product.name} is not what was ordered`);
  }
}
