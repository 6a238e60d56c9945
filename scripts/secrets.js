// Secrets from outside of the script; nobody sees them in logs or results.
//
//   runner run --demo --secret-source mock=api-key=not-for-you scripts/secrets.js
import http from 'k6/http';
import secrets from 'k6/secrets';
import { check } from 'k6';

export const options = { vus: 1, iterations: 2, thresholds: { checks: ['rate==1'] } };

export default async function () {
  const key = await secrets.get('api-key');
  const res = http.get(`${__ENV.BASE_URL}/headers`, { headers: { 'X-Api-Key': key } });
  check(res, { 'key was sent': (r) => r.body.includes(key) });
  console.log('the key is', key);
}
