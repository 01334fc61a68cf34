/** So many that fit a text are narrowed further; nobody reads on so far. */
export const MOST_BY_TEXT = 100;
