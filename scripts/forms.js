// Pages as a user sees them: reading HTML, following a link, sending a form.
//
//   runner run --demo scripts/forms.js
import http from 'k6/http';
import { check } from 'k6';
import { css, extract } from 'runner';

export const options = {
  iterations: 3,
  thresholds: { checks: ['rate==1'] },
};

export default function () {
  const page = http.get(`${__ENV.BASE_URL}/html`);
  const { title, token } = extract(page, { title: css('h1'), token: css('[name=token]', 'value') });
  check(page, {
    'the title is read': () => title === 'A sample page',
    'links are found': (r) => r.html('li a').map((i, a) => a.attr('href')).join() === '/json,/products',
  });

  const linked = page.clickLink({ selector: 'a:contains(JSON)' });
  check(linked, { 'the link leads to JSON': (r) => r.json('title') === 'Sample' });

  const sent = page.submitForm({ formSelector: 'form', fields: { name: 'Ada' } });
  check(sent, {
    'the form is posted': (r) => r.status === 200 && r.json('form.name') === 'Ada',
    'hidden fields go with it': (r) => r.json('form.token') === token,
  });
}
