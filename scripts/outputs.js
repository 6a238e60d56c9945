// Samples to files and servers while the test runs, with tags to tell them apart there, and windows
// that must hold.
//
//   runner run --demo -o json=samples.json.gz -o hdr=latency.hlog scripts/outputs.js
//   runner run --demo -o prometheus=:9464 scripts/outputs.js
import http from 'k6/http';
import { Trend } from 'k6/metrics';

const basket = new Trend('basket_size');

export const options = {
  scenarios: {
    browse: { executor: 'constant-arrival-rate', rate: 20, duration: '2500ms', preAllocatedVUs: 10 },
  },
  // Every sample carries these, in every output.
  tags: { release: '1.4', team: 'shop' },
  // Fewer tags mean fewer series where they cost: here no url, but the name.
  systemTags: ['method', 'name', 'status', 'expected_response', 'scenario'],
  thresholds: {
    http_reqs: ['rate>5/s over 2s'],
    'http_req_duration{name:product}': ['p(95)<2s over 1s'],
  },
};

export default function () {
  const id = 1 + (__ITER % 10);
  http.get(`${__ENV.BASE_URL}/products/${id}`, { tags: { name: 'product' } });
  basket.add(id % 4, { kind: id % 2 ? 'gift' : 'own' });
}
