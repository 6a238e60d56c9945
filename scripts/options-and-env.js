// Options of the script, overridden by config file, environment and flags; variables from outside.
//
//   runner run --demo -e WORD=desk scripts/options-and-env.js
//   K6_VUS=3 runner run --demo scripts/options-and-env.js
//   runner run --demo --vus 2 --iterations 6 --tag release=42 scripts/options-and-env.js
import http from 'k6/http';

export const options = {
  vus: 1,
  iterations: 3,
  tags: { test: 'options' },
  userAgent: 'shop-load-test/1.0',
  minIterationDuration: '100ms',
  summaryTrendStats: ['min', 'med', 'p(99.9)', 'max'],
  thresholds: { http_req_duration: ['p(95)<1000'] },
};

export default function () {
  http.get(`${__ENV.BASE_URL}/search?q=${__ENV.WORD || 'lamp'}`);
}
