/** Whole shekels for a metre; null where one of the two is not known. */
export const pricePerMetre = (price: number | null, size: number | null): number | null =>
  price === null || size === null || size <= 0 ? null : Math.round(price / size);
