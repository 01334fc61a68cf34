const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * Wait before try number `attempt` (from 0). Half of it is random: when the Worker is deployed all dashboards lose
 * their socket together and must not come back together. `random` is in [0, 1).
 */
export function backoffMs(attempt: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(full / 2 + (full / 2) * random);
}
