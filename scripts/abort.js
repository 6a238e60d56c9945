// A script can end the whole test, for example when going on makes no sense. The exit code is 108.
//
//   runner run --demo scripts/abort.js
import http from 'k6/http';
import exec from 'k6/execution';

export const options = { vus: 2, duration: '30s' };

export default function () {
  const res = http.get(`${__ENV.BASE_URL}/health`);
  if (res.status !== 200 || exec.vu.iterationInInstance >= 5) {
    exec.test.abort('the shop was looked at often enough');
  }
}
