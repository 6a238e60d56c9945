// Thresholds beyond k6: units, sliding windows, and what must hold for some time.
import http from 'k6/http';

export const options = {
  vus: 2,
  duration: '3s',
  thresholds: {
    http_req_duration: ['p(95)<1.5s', 'p(99)<2s over 1s'],
    http_req_failed: ['rate<1%'],
    http_reqs: ['rate>1/s over 1s for 1s'],
    data_received: ['count<100MB'],
  },
};

export default function () {
  http.get(`${__ENV.BASE_URL}/products`);
}
