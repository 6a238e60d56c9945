// TypeScript, without a compiler or bundler: types are left out, not checked.
import http, { type Response } from 'k6/http';
import { check } from 'k6';
import { Price, type Product } from './lib/prices.ts';

export const options = { vus: 1, iterations: 2 };

function product(response: Response): Product {
  return response.json() as unknown as Product;
}

export default function (): void {
  const response: Response = http.get(`${__ENV.BASE_URL}/products/1`);
  const price = new Price(product(response).price);
  check(price, { 'has a price': (p: Price): boolean => /^\d+\.\d\d EUR$/.test(p.toString()) });
}
