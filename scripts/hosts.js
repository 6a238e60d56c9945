// Names lead where the test wants them to; requests go out evenly.
import http from 'k6/http';
import { check } from 'k6';

const [, port] = __ENV.BASE_URL.match(/:(\d+)$/);

export const options = {
  iterations: 5,
  hosts: { 'www.shop.test:80': `127.0.0.1:${port}`, '*.api.test': '127.0.0.1' },
  blockHostnames: ['*.ads.test'],
  blacklistIPs: ['10.0.0.0/8'],
  rps: 20,
  thresholds: { checks: ['rate==1'] },
};

export default function () {
  const products = http.get('http://www.shop.test/products');
  check(products, { 'the shop is found': (r) => r.status === 200 });
  const api = http.get(`http://eu.api.test:${port}/products/1`);
  check(api, { 'so is what lies below a name': (r) => r.status === 200 });
}
