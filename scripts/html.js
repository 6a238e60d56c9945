// What stands in a page: the demo server's sample page, and one written here.
//
//   runner run --demo scripts/html.js
import http from 'k6/http';
import { check } from 'k6';
import { parseHTML } from 'k6/html';

export const options = { vus: 1, iterations: 2, thresholds: { checks: ['rate==1'] } };

const PAGE = `
  <h1 data-shop-id="7">Lamps</h1>
  <ul><li class="new">Desk lamp</li><li>Floor lamp</li></ul>
  <form action="/order"><input name="item" value="1"><input name="note" value="a gift"></form>
  <a href="../cart?full=1">Cart</a>`;

export default function () {
  const sample = parseHTML(http.get(`${__ENV.BASE_URL}/html`).body);
  check(sample, {
    'has a title': (page) => page.find('title').text() === 'A sample page',
    'a hidden token': (page) => page.find('input[name=token]').val() === '4711',
    'links': (page) => page.find('a').map((i, a) => a.attr('href')).join() === '/json,/products',
  });

  const doc = parseHTML(PAGE);
  check(doc, {
    'heading': () => doc.find('h1').text() === 'Lamps' && doc.find('h1').data('shopId') === 7,
    'only the new one': () => doc.find('li').filter('.new').text() === 'Desk lamp',
    'all of them': () => doc.find('li').map((i, li) => li.text()).join() === 'Desk lamp,Floor lamp',
    'fields': () => doc.find('form').serialize() === 'item=1&note=a+gift',
    'an element': () => doc.find('a').get(0).getAttribute('href') === '../cart?full=1',
  });
}
