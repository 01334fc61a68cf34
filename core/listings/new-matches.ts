/** New matches are counted so far; beyond, they are many. */
export const NEW_MATCHES_COUNTED = 100;
