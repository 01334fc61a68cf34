/** Addresses of electronic mail as people give them; compared without regard to case, as every provider does. */
export const normaliseEmail = (typed: string): string => typed.trim().toLowerCase();
