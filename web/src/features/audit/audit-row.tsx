import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import type { AuditLine } from "../../../../core/audit/wire.ts";
import { formatClock, formatClockWithSeconds, formatDay } from "../../format/time.ts";
import { toldName } from "../../format/told-name.ts";
import { he } from "../../i18n/he.ts";
import { cx } from "../../ui/cx.ts";
import { TextLink } from "../../ui/text-link.tsx";
import { deviceText } from "../account/device-of.ts";
import { apart } from "./audit-data.ts";
import { auditFacts } from "./audit-facts.ts";
import { auditLook } from "./audit-icon.ts";
import { groupSentence } from "./audit-sentence.ts";

const t = he.audit;

function whoText({ actor, impersonator, emails }: AuditLine): string {
  const told = ({ userId, name }: AuditLine["actor"]) => toldName(apart(name), emails[userId]);
  return impersonator ? t.as(told(impersonator), told(actor)) : told(actor);
}

type Props = {
  /** The latest of its group. */ line: AuditLine;
  /** Of the same group, latest first. */ earlier: readonly AuditLine[];
  now: number;
  aside?: ReactNode;
  ofActor?: string | undefined;
};

/** One line of the log. It opens for what changed and from where: most readers look for a sentence. */
export function AuditRow({ line, earlier, now, aside, ofActor }: Props) {
  const { Icon, isWarning } = auditLook(line);
  return (
    <li className="border-t border-line first:border-t-0">
      <details className="group">
        <summary className="flex cursor-pointer list-none items-start gap-3 px-4 py-3 -outline-offset-2 transition-colors hover:bg-sunken/60 md:gap-4 md:px-5 [&::-webkit-details-marker]:hidden">
          <span
            className={cx(
              "mt-0.5 grid size-9 shrink-0 place-items-center rounded-lg border",
              isWarning ? "border-warn-line bg-warn-soft text-warn" : "border-line bg-sunken text-ink-soft",
            )}
          >
            <Icon aria-hidden className="size-[1.125rem]" />
          </span>
          <span className="min-w-0 flex-1">
            <span className="block font-medium break-words">{groupSentence([line, ...earlier])}</span>
            <span className="flex flex-wrap gap-x-3 text-sm text-ink-soft">
              <span className="min-w-0 break-words">{whoText(line)}</span>
              {earlier.length > 0 && <span>{t.inGroup(earlier.length + 1)}</span>}
              {aside}
            </span>
          </span>
          <time dateTime={new Date(line.at).toISOString()} className="shrink-0 pt-0.5 text-sm text-ink-faint">
            {formatClock(line.at)}
          </time>
          <ChevronDown
            aria-hidden
            className="mt-1.5 size-4 shrink-0 text-ink-faint transition-transform group-open:rotate-180"
          />
        </summary>
        {[line, ...earlier].map((each) => (
          <LineDetails key={each.id} line={each} now={now} ofActor={ofActor} />
        ))}
      </details>
    </li>
  );
}

function LineDetails({ line, now, ofActor }: { line: AuditLine; now: number; ofActor: string | undefined }) {
  const { facts } = t;
  const rows = [
    ...auditFacts(line, now),
    { label: facts.who, text: whoText(line) },
    { label: facts.at, text: he.time.at(formatDay(line.at, now), formatClockWithSeconds(line.at)) },
    { label: facts.device, text: deviceText(line.userAgent) },
    { label: facts.address, text: line.address === null ? facts.unknownAddress : apart(line.address) },
  ];
  return (
    <dl className="grid gap-x-6 gap-y-2 border-t border-line bg-sunken/40 px-4 py-3.5 text-sm sm:grid-cols-[max-content_minmax(0,1fr)] md:ps-[4.75rem] md:pe-5">
      {rows.map(({ label, text }) => (
        <div key={label} className="sm:contents">
          <dt className="text-ink-faint">{label}</dt>
          <dd className="min-w-0 break-words whitespace-pre-line">{text}</dd>
        </div>
      ))}
      {ofActor !== undefined && (
        <div className="sm:col-start-2">
          <TextLink to={ofActor}>{t.allOf(toldName(apart(line.actor.name), line.emails[line.actor.userId]))}</TextLink>
        </div>
      )}
    </dl>
  );
}
