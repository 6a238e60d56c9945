export function format(amount) {
  return `€${amount.toFixed(2)}`;
}
