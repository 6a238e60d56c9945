// Each virtual user has a cookie jar of its own, empty at the start of each iteration.
//
//   runner run --demo scripts/cookies.js
import http from 'k6/http';
import { check } from 'k6';

export const options = { vus: 2, iterations: 4, thresholds: { checks: ['rate==1'] } };

const BASE = __ENV.BASE_URL;

export default function () {
  check(http.get(`${BASE}/cookies`), {
    'an iteration starts without cookies': (r) => Object.keys(r.json('cookies')).length === 0,
  });

  const set = http.get(`${BASE}/cookies/set?visitor=v${__VU}`);
  check(set, { 'a cookie set on the way is sent on': (r) => r.json('cookies.visitor') === `v${__VU}` });

  const once = http.get(`${BASE}/cookies`, { cookies: { coupon: { value: 'TEN', replace: true } } });
  check(once, {
    'a cookie for one request': (r) => r.json('cookies.coupon') === 'TEN',
    'beside those of the jar': (r) => r.json('cookies.visitor') === `v${__VU}`,
  });

  const jar = http.cookieJar();
  jar.set(BASE, 'language', 'en');
  check(http.get(`${BASE}/cookies`), {
    'the jar can be filled': (r) => r.json('cookies.language') === 'en',
    'the coupon is gone': (r) => r.json('cookies.coupon') === undefined,
  });
  check(jar.cookiesForURL(BASE), { 'and read': (c) => c.language[0] === 'en' });
}
