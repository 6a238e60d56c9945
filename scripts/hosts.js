// Names lead where the test wants them to, and others are refused.
import http from 'k6/http';
import { check } from 'k6';

const [, port] = __ENV.BASE_URL.match(/:(\d+)$/);

export const options = {
  hosts: { 'www.shop.test:80': `127.0.0.1:${port}`, 'db.shop.test': '10.1.2.3' },
  blockHostnames: ['*.ads.test'],
  blacklistIPs: ['10.0.0.0/8'],
  rps: 100,
  thresholds: { checks: ['rate==1'] },
};

export default function () {
  const products = http.get('http://www.shop.test/products');
  check(products, { 'the shop is found': (r) => r.status === 200 });
  check(http.get('http://x.ads.test/'), { 'ads are blocked': (r) => r.error_code === 1111 });
  check(http.get('http://db.shop.test/'), { 'so is the inside': (r) => r.error_code === 1110 });
}
