/** Plain tables for a terminal. */

export const ms = (value: number): string =>
  Number.isFinite(value) ? value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0) : "—";

/** The first column to the left, the others to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join("  ");
  return [line(head), widths.map((width) => "─".repeat(width)).join("  "), ...rows.map(line)].join("\n");
}

/** `isCounted`: the same on every machine and in every run; a miss is an error. */
export type Target = { name: string; wanted: string; measured: string; met: boolean; isCounted?: true };

export function targetTable(targets: readonly Target[]): string {
  return table(
    ["target", "wanted", "measured", ""],
    targets.map(({ name, wanted, measured, met }) => [name, wanted, measured, met ? "met" : "NOT MET"]),
  );
}
