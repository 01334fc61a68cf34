import type { RowProblem } from "../../../../core/imports/problems.ts";
import { imports as t } from "../../i18n/he/imports.ts";

/** What is to be told of a row, each with what stood there. */
export const ProblemList = ({ problems }: { problems: readonly RowProblem[] }) => (
  <ul className="grid gap-1 text-sm">
    {problems.map(({ kind, field, value }, nth) => (
      // A row may have two problems of one kind.
      <li key={nth} className="min-w-0 break-words">
        {field && <span className="font-medium">{t.fields[field]}: </span>}
        {t.problems[kind]}
        {value !== "" && (
          <bdi className="mx-1.5 rounded bg-sunken px-1.5 py-0.5 text-ink-soft [overflow-wrap:anywhere]">{value}</bdi>
        )}
      </li>
    ))}
  </ul>
);
