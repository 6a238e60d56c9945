// What `warm-up` runs: a request and a check at a constant rate, from the very first second.
import http from 'k6/http';
import { check } from 'k6';

export const options = {
  scenarios: {
    steady: {
      executor: 'constant-arrival-rate',
      rate: Number(__ENV.RATE),
      duration: `${__ENV.SECONDS}s`,
      preAllocatedVUs: 100,
      gracefulStop: '0s',
    },
  },
  summaryTrendStats: ['p(99)'],
};

export default function () {
  const res = http.get(__ENV.TARGET);
  check(res, { 'says ok': (r) => r.json().status === 'ok' });
}

export function handleSummary({ metrics: { http_req_duration, dropped_iterations } }) {
  const dropped = dropped_iterations === undefined ? 0 : dropped_iterations.values.count;
  return { stdout: `${http_req_duration.values['p(99)'].toFixed(1)} ${dropped}\n` };
}
