import http from 'k6/http';
import { check, sleep } from 'k6';

// How much load: 10 virtual users for 30 seconds.
export const options = {
  vus: 10,
  duration: '30s',
};

// Where to: 'runner run -e BASE_URL=https://... script.js', or '--demo' for a server to try.
const BASE_URL = __ENV.BASE_URL || 'http://localhost:8080';

// What each virtual user does, again and again.
export default function () {
  const res = http.get(`${BASE_URL}/`);
  check(res, { 'status is 200': (r) => r.status === 200 });
  sleep(1);
}
