/** How far an address may be told to whom. */
export const ADDRESS_LEVELS = ["city", "neighbourhood", "street", "full"] as const;
/** Each tells what those before it tell too. */
export type AddressLevel = (typeof ADDRESS_LEVELS)[number];

export type Address = {
  city: string;
  neighbourhood: string | null;
  street: string | null;
  houseNumber: string | null;
};

/** In one line, from the street outwards: "הרצל 12, הדר, חיפה". Without a street its number says nothing. */
export function addressLine({ city, neighbourhood, street, houseNumber }: Address, told: AddressLevel): string {
  const level = ADDRESS_LEVELS.indexOf(told);
  const road = level < 2 || street === null ? null : [street, level < 3 ? null : houseNumber].filter(Boolean).join(" ");
  return [road, level < 1 ? null : neighbourhood, city].filter((part) => part !== null && part !== "").join(", ");
}
