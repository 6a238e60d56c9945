// Servers that ask for a name and a password: Basic, Digest, and what NTLM looks like.
//
//   runner run --demo scripts/auth.js
import http from 'k6/http';
import encoding from 'k6/encoding';
import { check } from 'k6';

export const options = { iterations: 2, thresholds: { checks: ['rate==1'] } };

const BASE = __ENV.BASE_URL;
const USER = 'ada';
const PASSWORD = 'p@ss word';

// Name and password stand in the URL, percent-encoded.
const MINE = BASE.replace('://', `://${USER}:${encodeURIComponent(PASSWORD)}@`);

export default function () {
  const place = `${USER}/${encodeURIComponent(PASSWORD)}`;

  check(http.get(`${MINE}/basic-auth/${place}`), {
    'Basic is sent at once': (r) => r.status === 200 && r.json('user') === USER,
  });
  check(
    http.get(`${BASE}/basic-auth/${place}`, {
      headers: { Authorization: 'Basic ' + encoding.b64encode(`${USER}:${PASSWORD}`) },
    }),
    { 'or by a header of your own': (r) => r.status === 200 },
  );

  // Two requests: the server refuses the first and says what it wants to see.
  check(http.get(`${MINE}/digest-auth/${place}`, { auth: 'digest' }), {
    'Digest with MD5': (r) => r.status === 200 && r.json('authenticated'),
  });
  check(http.get(`${MINE}/digest-auth/${place}?algorithm=SHA-256`, { auth: 'digest' }), {
    'Digest with SHA-256': (r) => r.status === 200,
  });
  const wrong = http.get(`${BASE.replace('://', '://ada:wrong@')}/digest-auth/${place}`, {
    auth: 'digest',
    responseCallback: http.expectedStatuses(401),
  });
  check(wrong, { 'a wrong password stays outside': (r) => r.status === 401 });

  // Windows servers: http.get('http://DOMAIN%5Cada:secret@server/', { auth: 'ntlm' })
}
