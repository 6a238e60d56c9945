// What `fairness` runs: virtual users that send requests, beside some that compute for 50 ms at a time.
import http from 'k6/http';

const common = { executor: 'constant-vus', duration: `${__ENV.SECONDS}s`, gracefulStop: '1s' };
const scenarios = { requests: { ...common, vus: Number(__ENV.VUS), exec: 'request' } };
if (__ENV.SPINNERS !== '0') {
  scenarios.spinners = { ...common, vus: Number(__ENV.SPINNERS), exec: 'spin' };
}

export const options = { scenarios, summaryTrendStats: ['med', 'p(95)', 'count'] };

export function request() {
  http.get(__ENV.TARGET);
}

export function spin() {
  for (const end = Date.now() + 50; Date.now() < end; ) {}
}

export function handleSummary(data) {
  const { http_req_duration: durations } = data.metrics;
  const { med, 'p(95)': p95, count } = durations.values;
  return { stdout: `${med.toFixed(3)} ${p95.toFixed(3)} ${count} ${(data.doubts ?? []).join(' ')}\n` };
}
