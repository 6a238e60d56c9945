// What `idle-vus` runs: virtual users that do nothing but sleep.
import { sleep } from 'k6';

export default function () {
  sleep(Number(__ENV.SLEEP));
}

export function handleSummary(data) {
  const { iterations, vus_max } = data.metrics;
  return { stdout: `${vus_max.values.max} ${iterations.values.count}\n` };
}
