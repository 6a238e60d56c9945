// The rate at which iterations start follows lines; a stage of no length is a jump.
//
//   runner run --demo scripts/ramping-arrival-rate.js
import http from 'k6/http';

export const options = {
  scenarios: {
    rush: {
      executor: 'ramping-arrival-rate',
      startRate: 5,
      stages: [
        { duration: '1s', target: 60 },
        { duration: '0s', target: 20 },
        { duration: '1s', target: 20 },
      ],
      preAllocatedVUs: 10,
    },
  },
};

export default function () {
  http.get(`${__ENV.BASE_URL}/products`);
}
