// Stages: the number of virtual users follows a line.
//
//   runner run --demo scripts/ramping.js
import http from 'k6/http';
import { sleep } from 'k6';

export const options = {
  stages: [
    { duration: '1s', target: 5 },
    { duration: '1s', target: 5 },
    { duration: '500ms', target: 0 },
  ],
};

export default function () {
  http.get(`${__ENV.BASE_URL}/products`);
  sleep(0.1);
}
