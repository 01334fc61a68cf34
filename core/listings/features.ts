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

/** As people here write and say them: for the search index, and for the page that customers see. */
export const FEATURE_WORDS: Readonly<Record<HomeFeature, string>> = {
  elevator: "מעלית",
  parking: "חניה",
  balcony: "מרפסת",
  safeRoom: "ממ״ד",
  storage: "מחסן",
  air: "מיזוג",
  accessible: "נגישה לנכים",
  furnished: "מרוהטת",
  pets: "חיות מחמד",
  garden: "גינה",
};
