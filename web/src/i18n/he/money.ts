/** Sums come with their sign; small ones are told in agorot. */
export const money = {
  agorot: (amount: string) => `${amount}\u00a0אג׳`,
  lessThan: (sum: string) => `פחות מ־${sum}`,
};
