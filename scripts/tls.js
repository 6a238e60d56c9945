// Chooses how TLS is spoken and shows a certificate of its own:
//   TLS_URL=https://shop.example CERT=client.pem KEY=client.key runner run scripts/tls.js
// Without TLS_URL it asks the demo server, which speaks no TLS: the options have no effect then.
import http from 'k6/http';
import { check } from 'k6';

const target = __ENV.TLS_URL || `${__ENV.BASE_URL}/products`;

export const options = {
  iterations: 3,
  insecureSkipTLSVerify: __ENV.ANY_CERTIFICATE === 'true',
  tlsVersion: { min: 'tls1.2', max: 'tls1.3' },
  tlsCipherSuites: ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
  tlsAuth: __ENV.CERT ? [{ cert: open(__ENV.CERT), key: open(__ENV.KEY), password: __ENV.KEY_PASSWORD }] : [],
  thresholds: { checks: ['rate==1'] },
};

export default function () {
  const reply = http.get(target);
  check(reply, {
    'is answered': (r) => r.status === 200,
    'speaks a version that is allowed': (r) =>
      !target.startsWith('https:') || ['tls1.2', 'tls1.3'].includes(r.tls_version),
  });
}
