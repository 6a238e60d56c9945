// A shopper's journey: steps with figures of their own, values taken from one response for the
// next request, expectations, think times, and data from a CSV file.
//
//   runner run --demo scripts/journey.js
import http from 'k6/http';
import { csv, expect, extract, header, step, template, thinkTime } from 'runner';

const shoppers = csv('data/shoppers.csv');

export const options = {
  scenarios: {
    shoppers: { executor: 'per-vu-iterations', vus: 3, iterations: 4 },
  },
  thresholds: {
    step_failed: ['rate==0'],
    'step_duration{step:check out}': ['p(95)<500'],
    'http_req_duration{step:search}': ['p(95)<500'],
  },
};

const shop = __ENV.BASE_URL;

export default function () {
  const shopper = shoppers.next();

  const productId = step('search', () => {
    const found = http.get(`${shop}/search?q=${shopper.search}`, { tags: { name: '/search' } });
    expect(found).status(200).under('1s').header('Content-Type', /json/);
    return extract(found, { id: 'products.0.id' }).id;
  });

  thinkTime('50ms', '100ms');

  const cart = step('fill the cart', () => {
    const made = http.post(`${shop}/cart`);
    const { id, type } = extract(made, { id: 'id', type: header('Content-Type') });
    const items = http.post(
      shop + template('/cart/${cart}/items', { cart: id }),
      JSON.stringify({ productId, quantity: Number(shopper.quantity) }),
      { headers: { 'Content-Type': type }, tags: { name: '/cart/{id}/items' } },
    );
    expect(items)
      .status(201)
      .jsonPath('items.0.productId', (found) => found === productId)
      .orFail();
    return id;
  });

  step('check out', () => {
    const order = http.post(`${shop}/cart/${cart}/checkout`, null, {
      tags: { name: '/cart/{id}/checkout' },
    });
    expect(order).status(201).jsonPath('status', 'confirmed').bodyMatches(/"orderId":"o\d+"/);
  });
}
