import http from 'k6/http';

export const PAGE_SIZE = 10;

export default class Shop {
  constructor(base) {
    this.base = base;
  }

  products() {
    return http.get(`${this.base}/products?size=${PAGE_SIZE}`).json('products');
  }
}
