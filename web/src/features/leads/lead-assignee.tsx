import { useQuery } from "@tanstack/react-query";
import type { Lead } from "../../../../core/leads/wire.ts";
import type { Colleague } from "../../../../core/people/wire.ts";
import { hasCode } from "../../api/api-error.ts";
import { errorMessage } from "../../api/error-message.ts";
import { toldName } from "../../format/told-name.ts";
import { he } from "../../i18n/he.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { SelectField } from "../../ui/select-field.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { notify } from "../../ui/toast.tsx";
import { useSession } from "../auth/session-context.ts";
import { useMay } from "../auth/use-may.ts";
import { useBusiness } from "../business/business-context.ts";
import { colleaguesQuery } from "../people/colleague-queries.ts";
import { useAssignLead } from "./lead-queries.ts";

const t = he.leads.assignee;
/** Stands in the list of people for nobody: a list has no empty key. */
const NOBODY = "";

/** Whose lead it is; managers choose. */
export function LeadAssignee({ lead }: { lead: Lead }) {
  const { businessId, status } = useBusiness();
  const { data, error, refetch } = useQuery(colleaguesQuery(businessId));
  const mayAssign = useMay()("leads.assign") && status === "active";
  if (!data) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton className="h-11" />;
  }
  return mayAssign ? <Chooser lead={lead} colleagues={data} /> : <Owner lead={lead} colleagues={data} />;
}

type Props = { lead: Lead; colleagues: readonly Colleague[] };

function Owner({ lead: { assignedTo }, colleagues }: Props) {
  const { user } = useSession();
  if (assignedTo === null) return <p className="text-ink-faint">{t.nobody}</p>;
  if (assignedTo === user.id) return <p className="font-medium">{t.mine}</p>;
  const owner = colleagues.find(({ userId }) => userId === assignedTo);
  const name = owner?.name ?? t.other;
  return (
    <p className="flex min-w-0 items-center gap-2.5 font-medium">
      <Avatar name={name} />
      <span className="min-w-0 break-words">{toldName(name, owner?.email)}</span>
    </p>
  );
}

function Chooser({ lead, colleagues }: Props) {
  const { businessId } = useBusiness();
  const { user } = useSession();
  const assign = useAssignLead(businessId, lead.id);
  const nameOf = ({ userId, name, email }: Colleague) =>
    userId === user.id ? t.you(toldName(name, email)) : toldName(name, email);
  const options = [
    { value: NOBODY, text: t.nobody },
    ...colleagues.map((colleague) => ({ value: colleague.userId, text: nameOf(colleague) })),
  ];
  // Somebody who is not in the list any more: shown as long as it is so, not to be chosen.
  const owner = lead.assignedTo ?? NOBODY;
  const isKnown = options.some(({ value }) => value === owner);

  const shown = assign.isPending ? (assign.variables ?? NOBODY) : owner;

  // Also while an earlier choice is being saved: it waits its turn (`useAssignLead`), and the last one stands.
  const choose = (value: string) => {
    if (value === shown) return;
    const chosen = colleagues.find(({ userId }) => userId === value);
    const leadName = lead.name ?? he.leads.namelessLead;
    assign.mutate(chosen?.userId ?? null, {
      onSuccess: () =>
        notify({
          tone: "fine",
          title: chosen ? t.done(leadName, toldName(chosen.name, chosen.email)) : t.freed(leadName),
        }),
      onError: (error) => notify({ tone: "problem", title: t.failed, text: refusalText(error) }),
    });
  };
  return (
    <SelectField
      label={t.label}
      value={shown}
      options={isKnown ? options : [...options, { value: owner, text: t.unknown }]}
      onChange={choose}
      help={assign.isPending ? t.saving : undefined}
    />
  );
}

function refusalText(error: Error): string {
  if (hasCode(error, "conflict")) return t.taken;
  return hasCode(error, "validation_failed") ? t.gone : errorMessage(error);
}
