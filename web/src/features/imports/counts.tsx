import type { ImportDetail } from "../../../../core/imports/wire.ts";
import { imports as t } from "../../i18n/he/imports.ts";
import { cx } from "../../ui/cx.ts";

const SHOWN = ["made", "changed", "skipped", "refused"] as const;

/** What came of the rows, in numbers. */
export const Counts = ({ counts }: Pick<ImportDetail, "counts">) => (
  <dl className="mt-4 grid grid-cols-2 gap-2 sm:grid-cols-4">
    {SHOWN.map((name) => (
      <div key={name} className="flex flex-col-reverse rounded-lg bg-sunken px-3.5 py-2.5">
        <dt className="text-sm text-ink-soft">{t.report[name]}</dt>
        <dd
          className={cx(
            "text-xl font-semibold tabular-nums",
            counts[name] === 0 ? "text-ink-faint" : name === "refused" && "text-danger",
          )}
        >
          {counts[name].toLocaleString("he-IL")}
        </dd>
      </div>
    ))}
  </dl>
);
