/** A mark of the browser's own clock: what may be needed later has been fetched. Seen in its performance tools, and by tests. */
export const FETCHED_AHEAD = "fetched-ahead";
