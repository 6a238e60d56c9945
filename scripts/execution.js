// What a script can learn of the run it is part of, and how it marks its samples.
//
//   runner run --demo scripts/execution.js
import http from 'k6/http';
import exec from 'k6/execution';

export const options = {
  scenarios: {
    shop: { executor: 'shared-iterations', vus: 2, iterations: 6 },
  },
  thresholds: {
    'http_reqs{parity:even}': ['count==3'],
    'http_reqs{parity:odd}': ['count==3'],
  },
};

export default function () {
  const number = exec.scenario.iterationInTest; // unique, whichever virtual user runs it
  exec.vu.metrics.tags.parity = number % 2 === 0 ? 'even' : 'odd';
  exec.vu.metrics.metadata.trace = `order-${number}`; // for outputs only
  const reply = http.get(`${__ENV.BASE_URL}/products/${1 + (number % 5)}`);
  if (reply.status >= 500) {
    exec.test.fail(`the shop is broken: ${reply.status}`);
  }
  console.log(
    `VU ${exec.vu.idInTest} of ${exec.instance.vusInitialized}, iteration ${number},`,
    `${Math.round(exec.scenario.progress * 100)} % done`,
  );
}

export function teardown() {
  console.log(`ran ${Object.keys(exec.test.options.scenarios).join()}`);
}
