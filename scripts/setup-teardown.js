// Before and after: setup makes what the iterations need, teardown cleans up. Each virtual user gets
// a copy of what setup returned.
//
//   runner run --demo scripts/setup-teardown.js
import http from 'k6/http';
import { check } from 'k6';

export const options = { vus: 2, iterations: 4, setupTimeout: '10s', teardownTimeout: '10s' };

const BASE = __ENV.BASE_URL;

export function setup() {
  const cart = http.post(`${BASE}/cart`);
  return { cart: cart.json('id'), product: 3 };
}

export default function (data) {
  const res = http.get(`${BASE}/cart/${data.cart}`, { tags: { name: 'cart' } });
  check(res, { 'the cart of setup is there': (r) => r.status === 200 });
}

export function teardown(data) {
  const body = JSON.stringify({ productId: data.product, quantity: 1 });
  http.post(`${BASE}/cart/${data.cart}/items`, body, {
    headers: { 'Content-Type': 'application/json' },
  });
  const order = http.post(`${BASE}/cart/${data.cart}/checkout`);
  console.log(`teardown: order ${order.json('status')}`);
}
