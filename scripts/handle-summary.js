// A summary of your own: handleSummary gets all numbers and says what to write where.
//
//   runner run --demo -e REPORT=summary.json scripts/handle-summary.js
import http from 'k6/http';

export const options = { vus: 2, iterations: 10, summaryTrendStats: ['avg', 'p(99)', 'count'] };

export default function () {
  http.get(`${__ENV.BASE_URL}/products`);
}

export function handleSummary(data) {
  const duration = data.metrics.http_req_duration.values;
  const outputs = {
    stdout: `${duration.count} requests, p99 ${duration['p(99)'].toFixed(1)} ms\n`,
  };
  if (__ENV.REPORT) {
    outputs[__ENV.REPORT] = JSON.stringify(data, null, 2);
  }
  return outputs;
}
