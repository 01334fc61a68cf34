/** What a home may have: listings have it or not, demands must have it or would like to. */
export const HOME_FEATURES = [
  "elevator",
  "parking",
  "balcony",
  "safeRoom",
  "storage",
  "air",
  "accessible",
  "furnished",
  "pets",
  "garden",
] as const;
export type HomeFeature = (typeof HOME_FEATURES)[number];
export const isHomeFeature = (name: string): name is HomeFeature => HOME_FEATURES.some((known) => known === name);
