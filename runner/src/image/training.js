// What the cache for a fast start is trained with: the calls that most scripts make.
import http from 'k6/http';
import { check, group, sleep } from 'k6';
import { Counter, Gauge, Rate, Trend } from 'k6/metrics';

export const options = {
  scenarios: {
    closed: {
      executor: 'shared-iterations',
      vus: 20,
      iterations: 2000,
      maxDuration: '60s',
    },
    open: {
      executor: 'constant-arrival-rate',
      exec: 'open',
      rate: 50,
      duration: '3s',
      preAllocatedVUs: 5,
    },
  },
  thresholds: { http_req_duration: ['p(95)<10000'], checks: ['rate>0'] },
  summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)'],
};

const counter = new Counter('training_counter');
const gauge = new Gauge('training_gauge');
const rate = new Rate('training_rate');
const trend = new Trend('training_trend', true);

export default function () {
  const answer = http.get(`${__ENV.BASE_URL}/products/1`, {
    headers: { 'X-Training': String(__ITER) },
    tags: { training: 'yes' },
  });
  check(answer, {
    'status is 200': (r) => r.status === 200,
    'has a name': (r) => r.json().name !== '' && r.json('name') !== '',
  });
  counter.add(1);
  gauge.add(answer.timings.duration);
  rate.add(answer.status === 200);
  trend.add(answer.timings.waiting);
}

export function open() {
  group('training', () => {
    const sent = http.post(`${__ENV.BASE_URL}/anything/training`, JSON.stringify({ iteration: __ITER }), {
      headers: { 'Content-Type': 'application/json' },
    });
    check(sent, { 'has a body': (r) => r.body.length > 0 });
    sleep(0.001);
  });
}
