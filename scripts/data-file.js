// Test data from a file, read once when the script is loaded.
//
//   runner run --demo scripts/data-file.js
import http from 'k6/http';
import { check } from 'k6';

const searches = JSON.parse(open('./data/searches.json'));
const picture = open('./data/pixel.gif', 'b');

export const options = { vus: 2, iterations: 8, thresholds: { checks: ['rate==1'] } };

export default function () {
  const search = searches[(__VU + __ITER) % searches.length];
  const res = http.get(`${__ENV.BASE_URL}/search?q=${encodeURIComponent(search.word)}`, {
    tags: { name: 'search' },
  });
  check(res, { 'search answers': (r) => r.status === 200 && r.json('query') === search.word });

  const upload = http.post(`${__ENV.BASE_URL}/post`, picture, {
    headers: { 'Content-Type': 'image/gif' },
  });
  check(upload, { 'picture is sent': (r) => r.status === 200 });
}
