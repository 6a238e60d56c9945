// What scripts and packages know from browsers and Node: URL, structuredClone, signals and more.
//
//   runner run --demo scripts/web-globals.js
import http from 'k6/http';
import { check } from 'k6';

export const options = { vus: 1, iterations: 2, thresholds: { checks: ['rate==1'] } };

export default function () {
  const url = new URL('/search', __ENV.BASE_URL);
  url.searchParams.set('q', 'cup & saucer');
  const began = performance.now();
  const res = http.get(url);
  const took = performance.now() - began;

  const next = new URL('?q=tea#top', url);
  const found = structuredClone(res.json());
  const controller = new AbortController();
  controller.signal.addEventListener('abort', () => queueMicrotask(() => console.log('stopped')));
  controller.abort();

  check(res, {
    'query is escaped': () => url.search === '?q=cup+%26+saucer',
    'and understood': () => found.query === 'cup & saucer',
    'relative to it': () => next.pathname === '/search' && next.searchParams.get('q') === 'tea',
    'took a moment': () => took > 0,
    'base64': () => atob(btoa('tea')) === 'tea',
    'signal is heard': () => controller.signal.aborted,
    'Intl': () => new Intl.NumberFormat('de-DE').format(1234.5) === '1.234,5',
  });
}
