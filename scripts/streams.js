// Chunks one by one: a stream of the demo server's products, page after page, and one that takes orders.
//
//   runner run --demo scripts/streams.js
import http from 'k6/http';
import { check } from 'k6';
import { CountQueuingStrategy, ReadableStream, WritableStream } from 'k6/experimental/streams';

export const options = { vus: 1, iterations: 2, thresholds: { checks: ['rate==1'] } };

// Asks for the next product only when somebody wants to read it.
function products(count) {
  let id = 0;
  return new ReadableStream({
    pull(controller) {
      id++;
      controller.enqueue(http.get(`${__ENV.BASE_URL}/products/${id}`, { tags: { name: 'product' } }).json());
      if (id === count) {
        controller.close();
      }
    },
  });
}

export default async function () {
  const ids = [];
  const cart = new WritableStream(
    {
      write(product) {
        ids.push(product.id);
      },
    },
    new CountQueuingStrategy({ highWaterMark: 2 }),
  );

  const writer = cart.getWriter();
  const reader = products(4).getReader();
  while (true) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    await writer.ready;
    writer.write(value);
  }
  await writer.close();

  check(ids, { 'all products, in order': (list) => list.join() === '1,2,3,4' });
}
