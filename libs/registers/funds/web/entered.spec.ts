import { enteredAmount } from './entered';

describe('the amount that stands in a form', () => {
  it.each([['1500000', 1_500_000n], ['1000000000000000', 1_000_000_000_000_000n]])('%s is one', (typed, amount) => expect(enteredAmount({ amount: typed })).toBe(amount));

  it.each(['', '0', '000', '-5000000', '1,5 gì đó', '1000000000000001', '999999999999999999999000000'])('%j is none that a rule can be asked about', (typed) => expect(enteredAmount({ amount: typed })).toBeUndefined());
});
