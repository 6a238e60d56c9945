export enum Currency {
  Euro = 'EUR',
  Dollar = 'USD',
}

export interface Product {
  id: number;
  name: string;
  price: number;
}

export class Price {
  constructor(
    private readonly amount: number,
    readonly currency: Currency = Currency.Euro,
  ) {}

  toString(): string {
    return `${this.amount.toFixed(2)} ${this.currency}`;
  }
}
