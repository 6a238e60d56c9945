// A script that computes: JSON of 10 KB, a digest, a template and a loop. Prints how many iterations it ran.
import crypto from 'k6/crypto';

const items = Array.from({ length: 100 }, (_, i) => ({
  id: i,
  name: `product number ${i}`,
  price: i * 1.25,
  tags: ['red', 'large', 'new'],
  stock: { here: i, there: 100 - i },
}));
const json = JSON.stringify(items);

export default function () {
  const cart = JSON.parse(json);
  let total = 0;
  for (let round = 0; round < 10; round++) {
    for (let i = 0; i < cart.length; i++) {
      total = (total * 31 + cart[i].id * round + cart[i].stock.there) % 1000003;
    }
  }
  const lines = cart.map(({ id, name, price }) => `${id}: ${name} costs ${price.toFixed(2)}`);
  const digest = crypto.sha256(lines.join('\n') + total, 'hex');
  cart[0].name = digest;
  if (JSON.stringify(cart).length < json.length) {
    throw new Error('the cart has shrunk');
  }
}

export function handleSummary(data) {
  return { stdout: `${data.metrics.iterations.values.count}\n` };
}
