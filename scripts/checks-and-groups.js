// A shopper's visit in groups, with checks on every answer.
//
//   runner run --demo scripts/checks-and-groups.js
import http from 'k6/http';
import { check, fail, group, sleep } from 'k6';

export const options = { vus: 2, iterations: 6 };

const BASE = __ENV.BASE_URL;
const JSON_HEADERS = { headers: { 'Content-Type': 'application/json' } };

export default function () {
  const product = group('browse', () => {
    const list = http.get(`${BASE}/products?size=5`);
    check(list, { 'five products': (r) => r.json('products.#') === 5 });
    return list.json('products.0');
  });

  group('buy', () => {
    const cart = http.post(`${BASE}/cart`);
    if (!check(cart, { 'cart is made': (r) => r.status === 201 })) {
      fail(`no cart: ${cart.status}`);
    }
    const id = cart.json('id');

    group('fill', () => {
      const body = JSON.stringify({ productId: product.id, quantity: 2 });
      const filled = http.post(http.url`${BASE}/cart/${id}/items`, body, JSON_HEADERS);
      check(filled, {
        'item is in': (r) => r.json('items.0.productId') === product.id,
        'total is right': (r) => Math.abs(r.json('total') - 2 * product.price) < 0.01,
      });
    });

    const order = http.post(http.url`${BASE}/cart/${id}/checkout`);
    check(order, { 'order is confirmed': (r) => r.json('status') === 'confirmed' });
  });

  sleep(0.05);
}
