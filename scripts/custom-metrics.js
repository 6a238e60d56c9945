// Metrics of your own: a counter, a gauge, a rate and a trend, with tags.
//
//   runner run --demo scripts/custom-metrics.js
import http from 'k6/http';
import { Counter, Gauge, Rate, Trend } from 'k6/metrics';

const orders = new Counter('orders');
const stock = new Gauge('stock_left');
const found = new Rate('search_hits');
const searchTime = new Trend('search_time', true);

export const options = {
  iterations: 20,
  thresholds: {
    orders: ['count==20'],
    'search_time{word:lamp}': ['p(95)<500'],
  },
};

export default function () {
  const word = __ITER % 2 === 0 ? 'lamp' : 'no-such-thing';
  const res = http.get(`${__ENV.BASE_URL}/search?q=${word}`, { tags: { name: 'search' } });

  searchTime.add(res.timings.duration, { word });
  found.add(res.json('total') > 0);
  stock.add(100 - __ITER);
  orders.add(1);
}
