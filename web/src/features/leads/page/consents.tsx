import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { EXEMPTION_HOLDS_MS, mayCallForMarketing, type DoNotCall } from "../../../../../core/leads/do-not-call.ts";
import type { LeadDetail } from "../../../../../core/leads/wire.ts";
import { formatDay } from "../../../format/time.ts";
import { leadPage } from "../../../i18n/he/lead-page.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { Section } from "../../../ui/section.tsx";
import { useNow } from "../../../ui/use-now.ts";
import { useBusiness } from "../../business/business-context.ts";
import { consentsQuery } from "./page-queries.ts";
import { useFieldEdit, useMayEdit } from "./use-lead-page.ts";

const ConsentDialog = lazy(async () => ({ default: (await import("./consent-dialog.tsx")).ConsentDialog }));
const t = leadPage.consents;
const MINUTE_MS = 60_000;

/** What may be sent to them, and whether they may be rung up with offers. */
export function Consents({ lead }: { lead: LeadDetail }) {
  const { businessId } = useBusiness();
  const { data = [] } = useQuery(consentsQuery(businessId, lead.id));
  const mayEdit = useMayEdit(lead);
  const [isOpen, setOpen] = useState(false);
  return (
    <Section title={t.title}>
      <MarketingCalls lead={lead} mayEdit={mayEdit} />
      <ul className="mt-3 flex flex-wrap gap-1.5">
        {data.map(({ id, channel, purpose, isGiven }) => (
          <li key={id}>
            <Badge tone={isGiven ? "accent" : "danger"}>
              {`${t.channels[channel]}, ${t.purposes[purpose]}: ${isGiven ? t.given : t.withdrawn}`}
            </Badge>
          </li>
        ))}
      </ul>
      {data.length === 0 && <p className="text-sm text-ink-faint">{t.none}</p>}
      {mayEdit && (
        <Button size="small" className="mt-3 print:hidden" onPress={() => setOpen(true)}>
          {t.add}
        </Button>
      )}
      <Suspense>{isOpen && <ConsentDialog leadId={lead.id} onClose={() => setOpen(false)} />}</Suspense>
    </Section>
  );
}

const NOTHING: DoNotCall = { checkedAt: null, result: null, exemption: null, exemptUntil: null };

function MarketingCalls({ lead, mayEdit }: { lead: LeadDetail; mayEdit: boolean }) {
  const words = leadPage.doNotCall;
  const now = useNow(MINUTE_MS);
  const edit = useFieldEdit(lead.id, () => undefined);
  const call = mayCallForMarketing(lead.doNotCall, now);
  const set = (part: Partial<DoNotCall>) =>
    edit.mutate({
      change: "fields",
      edits: { doNotCall: { from: lead.doNotCall, to: { ...NOTHING, ...lead.doNotCall, ...part } } },
    });
  return (
    <div>
      <p className="font-medium">{words.title}</p>
      <p className={call.verdict === "allowed" ? "text-accent-strong" : "text-danger"}>
        {call.verdict === "allowed" && words.allowed(formatDay(call.until, now))}
        {call.verdict === "refused" && words.refused}
        {call.verdict === "unknown" && words.unknown[call.why]}
      </p>
      <p className="text-xs text-ink-faint">{words.service}</p>
      {mayEdit && (
        <div className="mt-2 flex flex-wrap gap-1.5 print:hidden">
          <Button size="small" onPress={() => set({ checkedAt: Date.now(), result: "clear" })}>
            {words.clear}
          </Button>
          <Button size="small" onPress={() => set({ checkedAt: Date.now(), result: "listed" })}>
            {words.listed}
          </Button>
          <Button
            size="small"
            onPress={() => set({ exemption: "asked", exemptUntil: Date.now() + EXEMPTION_HOLDS_MS })}
          >
            {words.asked}
          </Button>
        </div>
      )}
    </div>
  );
}
