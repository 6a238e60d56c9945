// Ten virtual users share two connections, as the users of a pooled client do; requests that find none free wait.
import http from 'k6/http';
import { check } from 'k6';

const host = __ENV.BASE_URL.replace(/^https?:\/\//, '');

export const options = {
  vus: 10,
  iterations: 200,
  connections: { mode: 'shared', maxPerHost: 2, maxLifetime: '1m', idleTimeout: '10s' },
  thresholds: {
    checks: ['rate==1'],
    [`http_conns_open{host:${host}}`]: ['value<=2'],
    http_conns_opened: ['count<=2'],
    http_conns_reused: ['count>=198'],
    http_conn_acquire_wait: ['p(95)<5000'],
  },
};

export default function () {
  check(http.get(`${__ENV.BASE_URL}/products`), { 'is answered': (r) => r.status === 200 });
}
