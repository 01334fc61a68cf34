import { useState, type ReactNode } from "react";
import { Link } from "react-router";
import type { DuplicatePair, MergeChoices, MergeField } from "../../../../../core/leads/duplicates.ts";
import type { LeadDetail } from "../../../../../core/leads/wire.ts";
import { hasCode } from "../../../api/api-error.ts";
import { errorMessage } from "../../../api/error-message.ts";
import { formatPhone } from "../../../format/phone.ts";
import { formatDay } from "../../../format/time.ts";
import { he } from "../../../i18n/he.ts";
import { duplicates as t } from "../../../i18n/he/duplicates.ts";
import { paths } from "../../../paths.ts";
import { Button } from "../../../ui/button.tsx";
import { cx } from "../../../ui/cx.ts";
import { Ltr } from "../../../ui/ltr.tsx";
import { notify } from "../../../ui/toast.tsx";
import { useNow } from "../../../ui/use-now.ts";
import { useMay } from "../../auth/use-may.ts";
import { useBusiness } from "../../business/business-context.ts";
import { useColleagueName } from "../../people/colleague-queries.ts";
import { LeadStatusBadge } from "../lead-status-badge.tsx";
import { priceText, wishText } from "../lead-texts.ts";
import { useDecidePair, useMergeLeads, useUndoLatestMerge, type PairState } from "./duplicate-queries.ts";
import { fieldsToChoose, proposedChoices } from "./merge-choices.ts";

type Both = DuplicatePair["leads"];
const SIDES = ["stays", "goes"] as const;
const DAY_CHECK_MS = 60_000;

/** Two leads side by side: what says that they are one, what would be of each, and what is done about it. */
export function PairCard({ pair }: { pair: DuplicatePair }) {
  const { leads, reasons } = pair;
  const [choices, setChoices] = useState<MergeChoices>({});
  const toChoose = fieldsToChoose(leads);
  const chosen = { ...proposedChoices(leads), ...choices };
  const name = leads.map((lead) => lead.name ?? he.leads.namelessLead).join(" · ");
  return (
    <article aria-label={name} className="rounded-xl border border-line bg-surface">
      <ul className="flex flex-col gap-1 border-b border-line px-4 py-3 text-sm text-ink-soft md:px-5">
        {reasons.map(({ reason, detail }) => (
          <li key={reason}>
            {t.reason[reason](reason === "phone" || reason === "together" ? isolated(formatPhone(detail)) : detail)}
          </li>
        ))}
      </ul>
      <div className="grid grid-cols-2 gap-x-4 gap-y-3 px-4 py-4 md:gap-x-8 md:px-5">
        {SIDES.map((side, place) => (
          <Head key={side} lead={leads[place] as LeadDetail} text={side === "stays" ? t.older : t.newer} />
        ))}
        {toChoose.map((field) => (
          <Choice
            key={field}
            field={field}
            leads={leads}
            value={chosen[field] ?? "stays"}
            onChange={(side) => setChoices({ ...choices, [field]: side })}
          />
        ))}
        {SIDES.map((side, place) => (
          <Wants key={side} lead={leads[place] as LeadDetail} />
        ))}
      </div>
      <Decision pair={pair} choices={chosen} />
    </article>
  );
}

/** A number within a Hebrew sentence keeps its direction. */
const isolated = (text: string): string => `\u2066${text}\u2069`;

function Head({ lead, text }: { lead: LeadDetail; text: string }) {
  const { slug } = useBusiness();
  const now = useNow(DAY_CHECK_MS);
  return (
    <div className="min-w-0">
      <p className="text-xs text-ink-faint">{text}</p>
      <h2 className="truncate font-semibold">{lead.name ?? he.leads.namelessLead}</h2>
      {lead.phone && (
        <p className="text-sm text-ink-soft">
          <Ltr>{formatPhone(lead.phone)}</Ltr>
        </p>
      )}
      <p className="mt-1 text-xs text-ink-faint">{he.leads.since(formatDay(lead.createdAt, now))}</p>
      <Link
        to={paths.lead(slug, lead.id)}
        className="inline-flex min-h-10 items-center text-sm text-accent underline-offset-4 hover:underline"
      >
        {t.open}
      </Link>
    </div>
  );
}

function Wants({ lead }: { lead: LeadDetail }) {
  const wishes = lead.demands.map((demand) => [wishText(demand), priceText(demand)].filter(Boolean).join(" · "));
  return (
    <div className="min-w-0 text-sm">
      <p className="text-xs text-ink-faint">{t.wants}</p>
      {wishes.length === 0 ? (
        <p className="text-ink-faint">{t.nothing}</p>
      ) : (
        wishes.map((wish) => <p key={wish}>{wish}</p>)
      )}
    </div>
  );
}

type ChoiceProps = {
  field: MergeField;
  leads: Both;
  value: "stays" | "goes";
  onChange: (side: "stays" | "goes") => void;
};

function Choice({ field, leads, value, onChange }: ChoiceProps) {
  const label = t.choose(t.field[field]);
  const name = `${field}-${leads[0].id}-${leads[1].id}`;
  return (
    <fieldset className="col-span-2 min-w-0">
      <legend className="mb-1 text-xs text-ink-faint">{label}</legend>
      {/* A fieldset itself takes no columns from the grid around it. */}
      <div className="grid grid-cols-2 gap-x-4 md:gap-x-8">
        {SIDES.map((side, place) => (
          <label
            key={side}
            className={cx(
              "flex min-h-11 min-w-0 cursor-pointer items-center gap-2.5 rounded-lg border px-3 text-sm has-focus-visible:outline-2",
              value === side ? "border-accent bg-accent-soft" : "border-line",
            )}
          >
            <input
              type="radio"
              name={name}
              checked={value === side}
              onChange={() => onChange(side)}
              className="size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0 break-words">
              <Value field={field} lead={leads[place] as LeadDetail} />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Value({ field, lead }: { field: MergeField; lead: LeadDetail }): ReactNode {
  const { businessId } = useBusiness();
  const agent = useColleagueName(businessId, lead.assignedTo);
  switch (field) {
    case "phone":
      return lead.phone && <Ltr>{formatPhone(lead.phone)}</Ltr>;
    case "status":
      return <LeadStatusBadge statusId={lead.status} />;
    case "assignedTo":
      return agent ?? he.leads.assignee.other;
    case "doNotCall":
      return lead.doNotCall?.result ?? lead.doNotCall?.exemption;
    case "name":
    case "nextAction":
      return lead[field];
  }
}

function Decision({ pair, choices }: { pair: DuplicatePair; choices: MergeChoices }) {
  const { businessId, status } = useBusiness();
  const [stays, goes] = pair.leads;
  const refused = (title: string) => (error: Error) =>
    notify({ tone: "problem", title, text: hasCode(error, "conflict") ? t.meanwhile : errorMessage(error) });
  const undo = useUndoLatestMerge(businessId, {
    onDone: () => notify({ tone: "fine", title: t.undone }),
    onRefused: refused(t.undoFailed),
  });
  const merge = useMergeLeads(businessId, {
    onDone: ({ leadId, name }) =>
      notify({
        tone: "fine",
        title: t.merged(name ?? he.leads.namelessLead),
        action: { text: t.undo, run: () => undo.mutate(leadId) },
      }),
    onRefused: refused(t.failed),
  });
  const decide = useDecidePair(businessId, {
    onDone: (state, ids) =>
      notify({
        tone: "fine",
        title: state === "open" ? t.reopened : t.dismissed,
        action: { text: t.undo, run: () => decide.mutate({ ids, state: other(state) }) },
      }),
    onRefused: refused(t.undoFailed),
  });
  if (!useMay()("leads.merge") || status !== "active") return null;
  const ids: [string, string] = [stays.id, goes.id];
  const seen = { stays: stays.updatedAt, goes: goes.updatedAt };
  const isBusy = merge.isPending || decide.isPending;
  return (
    <footer className="flex flex-wrap items-center gap-x-4 gap-y-3 border-t border-line px-4 py-3 md:px-5">
      <p className="text-sm text-ink-faint max-sm:w-full sm:flex-1">{t.kept}</p>
      <Button
        variant="primary"
        className="max-sm:flex-1"
        isPending={merge.isPending}
        isDisabled={isBusy && !merge.isPending}
        onPress={() => merge.mutate({ leadId: stays.id, mergedId: goes.id, choices, seen })}
      >
        {merge.isPending ? t.merging : t.merge}
      </Button>
      <Button
        className="max-sm:flex-1"
        isPending={decide.isPending}
        isDisabled={isBusy && !decide.isPending}
        onPress={() => decide.mutate({ ids, state: pair.state === "dismissed" ? "open" : "dismissed" })}
      >
        {pair.state === "dismissed" ? t.back : t.different}
      </Button>
    </footer>
  );
}

const other = (state: PairState): PairState => (state === "open" ? "dismissed" : "open");
