// A script in several files.
//
//   runner run --demo scripts/modules.js
import { check } from 'k6';
import Shop, { PAGE_SIZE } from './lib/shop.js';
import * as money from './lib/money.js';

export const options = { iterations: 3, thresholds: { checks: ['rate==1'] } };

const shop = new Shop(__ENV.BASE_URL);

export default function () {
  const products = shop.products();
  check(products, {
    'a page of products': (p) => p.length === PAGE_SIZE,
    'prices read well': (p) => /^€\d+\.\d\d$/.test(money.format(p[0].price)),
  });
}
