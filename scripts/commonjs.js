// CommonJS: require() and exports, beside modules of the other kind.
const http = require('k6/http');
const { check } = require('k6');
const users = require('./data/users.json');
const { greeting } = require('./lib/greeting.cjs');

exports.options = { vus: 2, iterations: 4 };

exports.default = function () {
  const user = users[__ITER % users.length];
  const res = http.post(`${__ENV.BASE_URL}/post`, { text: greeting(user.name) });
  check(res, { 'was greeted': (r) => r.json('form.text') === `Hello, ${user.name}!` });
};
