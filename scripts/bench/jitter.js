// What `jitter` runs: one request an iteration, at a constant rate, first to get warm.
import http from 'k6/http';

const load = {
  executor: 'constant-arrival-rate',
  rate: Number(__ENV.RATE),
  preAllocatedVUs: Number(__ENV.VUS),
};

export const options = {
  scenarios: {
    warm: { ...load, duration: `${__ENV.WARM}s`, gracefulStop: '500ms', env: { PATH: 'warm' } },
    even: {
      ...load,
      duration: `${__ENV.SECONDS}s`,
      startTime: `${Number(__ENV.WARM) + 1}s`,
      env: { PATH: '' },
    },
  },
};

export default function () {
  http.get(__ENV.TARGET + __ENV.PATH);
}
