/** What the run of the dashboard shows. */
import { spreadOf } from "../measure/statistics.ts";
import { ms, table, type Target } from "../measure/table.ts";
import { NETWORK_MS, type DashboardResult } from "../runs/dashboard.ts";
import { LEADS_PAGE_MAX_BYTES } from "../../web/dev/first-load.ts";

/** From a click in the navigation until the list is painted. */
const PAINTED_WITHIN_MS = 300;

const STEPS = [
  ["asked", "asked for"],
  ["answered", "answered"],
  ["painted", "painted"],
] as const;

const kB = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;

export function dashboardText({ firstLoads, toLeads, toCalls }: DashboardResult): string {
  const pages = Object.entries(firstLoads).toSorted(([, one], [, other]) => one - other);
  const clicks = { leads: toLeads, calls: toCalls };
  return [
    table(
      ["page", "first load, JavaScript gzipped"],
      pages.map(([page, bytes]) => [page, kB(bytes)]),
    ),
    "",
    table(
      [`from the click, ${NETWORK_MS} ms of network`, "p50", "p95", "max", "clicks"],
      Object.entries(clicks).flatMap(([name, times]) =>
        STEPS.map(([step, told]) => {
          const { p50, p95, max, count } = spreadOf(times.map((click) => click[step]));
          return [`${name}: ${told}`, ms(p50), ms(p95), ms(max), String(count)];
        }),
      ),
    ),
  ].join("\n");
}

export function dashboardTargets({ firstLoads, toLeads }: DashboardResult): Target[] {
  const bytes = firstLoads["leads-page"] ?? Number.POSITIVE_INFINITY;
  const { p95 } = spreadOf(toLeads.map(({ painted }) => painted));
  return [
    {
      name: "first load of the leads page",
      wanted: `≤ ${kB(LEADS_PAGE_MAX_BYTES)}`,
      measured: kB(bytes),
      met: bytes <= LEADS_PAGE_MAX_BYTES,
    },
    {
      name: "click → painted list of leads, p95",
      wanted: `≤ ${PAINTED_WITHIN_MS} ms`,
      measured: `${ms(p95)} ms`,
      met: p95 <= PAINTED_WITHIN_MS,
    },
  ];
}
