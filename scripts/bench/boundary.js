// What `boundary` runs: the same request for 10 KB of JSON, by itself, with its answer parsed, and with
// headers and tags.
import http from 'k6/http';

const url = `${__ENV.TARGET}/products?size=100`;
const params = {
  headers: { Accept: 'application/json', 'X-Request': 'boundary', Authorization: 'Bearer abc' },
  tags: { name: 'products', kind: 'list', team: 'shop' },
};

const cases = {
  plain: () => http.get(url),
  json: () => http.get(url).json().products.length,
  params: () => http.get(url, params),
};

export default cases[__ENV.CASE];
