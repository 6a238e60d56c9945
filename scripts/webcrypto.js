// Web Cryptography: a token signed with ECDSA, a message sealed with AES-GCM.
//
//   runner run --demo scripts/webcrypto.js
import http from 'k6/http';
import { check } from 'k6';

export const options = { vus: 1, iterations: 2, thresholds: { checks: ['rate==1'] } };

const text = (s) => new TextEncoder().encode(s);
const base64url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

export default async function () {
  const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const { privateKey, publicKey } = await crypto.subtle.generateKey(ecdsa, true, ['sign', 'verify']);
  const claims = `${base64url(text('{"alg":"ES256"}'))}.${base64url(text('{"sub":"ada"}'))}`;
  const signature = await crypto.subtle.sign(ecdsa, privateKey, text(claims));
  const res = http.get(`${__ENV.BASE_URL}/headers`, {
    headers: { Authorization: `Bearer ${claims}.${base64url(signature)}` },
  });
  const valid = await crypto.subtle.verify(ecdsa, publicKey, signature, text(claims));

  const aes = { name: 'AES-GCM', length: 256, iv: crypto.getRandomValues(new Uint8Array(12)) };
  const key = await crypto.subtle.generateKey(aes, false, ['encrypt', 'decrypt']);
  const sealed = await crypto.subtle.encrypt(aes, key, text('a message'));
  const opened = new TextDecoder().decode(await crypto.subtle.decrypt(aes, key, sealed));

  check(res, {
    'token was sent': (r) => r.status === 200,
    'signature holds': () => valid,
    'message is back': () => opened === 'a message',
  });
}
