import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState, type ReactNode } from "react";
import type { LeadStatus } from "../../../../../core/leads/status.ts";
import { asksReasonOf } from "../../../../../core/leads/status-rules.ts";
import type { Lead } from "../../../../../core/leads/wire.ts";
import { useBusiness } from "../../business/business-context.ts";
import { moveLead } from "./move-lead.ts";

const ReasonDialog = lazy(async () => ({ default: (await import("./reason-dialog.tsx")).ReasonDialog }));

type Mover = {
  move: (lead: Lead, to: LeadStatus) => void;
  /** Has its place beside what moves leads: asks why, where a status wants to know. */ question: ReactNode;
};

export function useMoveLead(): Mover {
  const queries = useQueryClient();
  const { businessId } = useBusiness();
  const [asked, setAsked] = useState<{ lead: Lead; to: LeadStatus } | null>(null);
  const move = (lead: Lead, to: LeadStatus) => {
    if (to.id === lead.status) return;
    if (asksReasonOf(to)) setAsked({ lead, to });
    else void moveLead(queries, businessId, { lead, to });
  };
  const give = (reason: string) => {
    if (asked) void moveLead(queries, businessId, { ...asked, reason });
    setAsked(null);
  };
  const question = asked && (
    <Suspense>
      <ReasonDialog lead={asked.lead} status={asked.to} onGiven={give} onClose={() => setAsked(null)} />
    </Suspense>
  );
  return { move, question };
}
