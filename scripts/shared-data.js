// Data for all virtual users: a SharedArray, a CSV file read at once, and one read row by row.
//
//   runner run --demo scripts/shared-data.js
import http from 'k6/http';
import { check } from 'k6';
import exec from 'k6/execution';
import { SharedArray } from 'k6/data';
import { open as openFile } from 'k6/experimental/fs';
import csv from 'k6/experimental/csv';

// Called once, however many virtual users there are.
const searches = new SharedArray('searches', () => JSON.parse(open('data/searches.json')));

const shoppers = await csv.parse(await openFile('data/shoppers.csv'), { asObjects: true });
const rows = new csv.Parser(await openFile('data/shoppers.csv'), { skipFirstLine: true });

export const options = {
  scenarios: { search: { executor: 'per-vu-iterations', vus: 2, iterations: 3 } },
  thresholds: { checks: ['rate==1'] },
};

export default async function () {
  const word = shoppers[exec.vu.iterationInScenario % shoppers.length].search;
  const found = http.get(`${__ENV.BASE_URL}/search?q=${word}`);
  check(found, { 'something is found': (r) => r.json('total') > 0 });

  const { done, value } = await rows.next();
  check(value, { 'each row has its fields': (fields) => done || fields.length === 3 });
  check(searches, { 'the shared array is there': (all) => Array.isArray(all) && all.length > 0 });
}
