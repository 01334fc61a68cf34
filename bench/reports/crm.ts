/** The costs of questions as a table, and which of them grow with the business. */
import { ms, table, type Target } from "../measure/table.ts";
import type { CrmCost, CrmResult } from "../runs/crm.ts";

/** Of a row that is shown, its parts are read too: place in the list, demands, tags, the row of its index. */
const READ_FOR_EACH_SHOWN = 16;
/** Of a row that is changed: its place in the lists, their filters, the counts and the search index are written anew. */
const READ_FOR_EACH_CHANGED = 48;
/** Whatever is shown: settings, the end of an index, the row after the page. */
const READ_ANYWAY = 100;
/** A list that is longer than a page in a large business only shows more rows there; that is allowed for by `shown`. */
const allowed = ({ shown, rowsWritten }: CrmCost): number =>
  READ_ANYWAY + (rowsWritten > 0 ? READ_FOR_EACH_CHANGED : READ_FOR_EACH_SHOWN) * shown;

type Pair = { small: CrmCost; large: CrmCost };

const pairsOf = ({ small, large }: CrmResult): Pair[] =>
  large.flatMap((one) => {
    const before = small.find(({ name }) => name === one.name);
    return before ? [{ small: before, large: one }] : [];
  });

const grows = ({ large }: Pair): boolean => large.rowsRead > allowed(large);

export function crmText(result: CrmResult): string {
  const rows = pairsOf(result).map(({ small, large }) => [
    large.name,
    String(large.shown),
    `${small.rowsRead} → ${large.rowsRead}`,
    String(large.rowsWritten),
    String(large.queries),
    String(large.roundTrips),
    `${ms(small.ms)} → ${ms(large.ms)}`,
  ]);
  return table(["question", "shown", "rows read", "written", "queries", "trips", "ms in SQLite"], rows);
}

export const crmTargets = (result: CrmResult): Target[] => {
  const growing = pairsOf(result).filter(grows);
  return [
    {
      name: "rows read do not grow with the business",
      wanted: `at most ${READ_ANYWAY} + ${READ_FOR_EACH_SHOWN} for each shown, ${READ_FOR_EACH_CHANGED} for each changed`,
      measured:
        growing.length === 0 ? "all" : growing.map(({ large }) => `${large.name}: ${large.rowsRead}`).join(", "),
      met: growing.length === 0,
      isCounted: true,
    },
  ];
};
