// Was each virtual user served as well as the others? The table of --per-vu tells, and warns here:
//   runner run --demo --per-vu scripts/per-vu.js
import http from 'k6/http';

export const options = {
  scenarios: {
    fair: { executor: 'per-vu-iterations', vus: 3, iterations: 25 },
    unfair: { executor: 'per-vu-iterations', vus: 3, iterations: 25, exec: 'unfair' },
  },
};

export default function () {
  http.get(`${__ENV.BASE_URL}/delay/0.01`);
}

export function unfair() {
  // One of three gets what takes four times as long.
  http.get(`${__ENV.BASE_URL}/delay/${__VU % 3 === 0 ? 0.04 : 0.01}`, { tags: { name: 'delay' } });
}
