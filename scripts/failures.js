// What goes wrong is told: errors of the network, of HTTP, of the script.
//
//   runner run --demo scripts/failures.js
import http from 'k6/http';
import { check } from 'k6';

export const options = { iterations: 2, thresholds: { checks: ['rate==1'] } };

export default function () {
  const refused = http.get('http://127.0.0.1:1/');
  check(refused, { refused: (r) => r.status === 0 && r.error_code === 1212 });

  const slow = http.get(`${__ENV.BASE_URL}/delay/2`, { timeout: '100ms' });
  check(slow, { 'timed out': (r) => r.error_code === 1050 });

  const unknown = http.get('http://nowhere.invalid/');
  check(unknown, { 'no such host': (r) => r.error_code === 1101 });

  const broken = http.get(`${__ENV.BASE_URL}/status/503`);
  check(broken, { 'server error': (r) => r.error_code === 1503 && r.error === '' });

  if (__ITER === 1) {
    throw new Error('an iteration may fail; the next one starts all the same');
  }
}
