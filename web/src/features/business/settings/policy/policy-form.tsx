import { useState, type SyntheticEvent } from "react";
import type { Policy } from "../../../../../../core/people/wire.ts";
import { hasCode } from "../../../../api/api-error.ts";
import { errorMessage } from "../../../../api/error-message.ts";
import { he } from "../../../../i18n/he.ts";
import { Notice } from "../../../../ui/notice.tsx";
import { RadioCards } from "../../../../ui/radio-cards.tsx";
import { ReadOnlyFields } from "../../../../ui/read-only.ts";
import { notify } from "../../../../ui/toast.tsx";
import { useBusiness } from "../../business-context.ts";
import { LeaveGuard } from "../leave-guard.tsx";
import { ReadOnlyBar } from "../read-only-bar.tsx";
import { SaveBar } from "../save-bar.tsx";
import { SettingsSection } from "../settings-section.tsx";
import { SEES_OPTIONS, SUPPORT_OPTIONS } from "./policy-options.ts";
import { useSavePolicy } from "./policy-queries.ts";

const t = he.settings.policy;

/** `chosen` holds only what was changed here: what somebody else saves meanwhile shows through the rest. */
export function PolicyForm({ businessId, stored }: { businessId: string; stored: Policy }) {
  const [chosen, setChosen] = useState<Partial<Policy>>({});
  const saving = useSavePolicy(businessId);
  const isReadOnly = useBusiness().status === "suspended";
  const shown = { ...stored, ...chosen };
  const isDirty = shown.agentsSee !== stored.agentsSee || shown.impersonationAllowed !== stored.impersonationAllowed;

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    if (saving.isPending || isReadOnly) return;
    saving.mutate(chosen, {
      onSuccess: () => {
        // What was chosen while it was being saved stays.
        setChosen((now) => (now === chosen ? {} : now));
        notify({ tone: "fine", title: t.saved });
      },
      onError: (error) => {
        if (!hasCode(error, "conflict")) notify({ tone: "problem", title: t.saveFailed, text: errorMessage(error) });
      },
    });
  }

  const choose = (part: Partial<Policy>) => setChosen((before) => ({ ...before, ...part }));
  return (
    <form onSubmit={submit} data-unsaved={isDirty || undefined}>
      {hasCode(saving.error, "conflict") && (
        <div className="mb-6">
          <Notice tone="warn" urgent>
            {t.changedMeanwhile}
          </Notice>
        </div>
      )}
      <ReadOnlyFields value={isReadOnly}>
        <SettingsSection title={t.agentsTitle} text={t.agentsText}>
          <RadioCards
            label={t.agentsSee}
            value={shown.agentsSee}
            options={SEES_OPTIONS}
            onChange={(agentsSee) => choose({ agentsSee })}
          />
        </SettingsSection>
        <SettingsSection title={t.supportTitle} text={t.supportText}>
          <RadioCards
            label={t.support}
            value={shown.impersonationAllowed ? "yes" : "no"}
            options={SUPPORT_OPTIONS}
            onChange={(value) => choose({ impersonationAllowed: value === "yes" })}
          />
        </SettingsSection>
      </ReadOnlyFields>
      {isReadOnly ? (
        <ReadOnlyBar isDirty={isDirty} />
      ) : (
        <SaveBar isDirty={isDirty} isSaving={saving.isPending} onDiscard={() => setChosen({})} />
      )}
      <LeaveGuard isDirty={isDirty} onLeave={() => setChosen({})} />
    </form>
  );
}
