import { useState, type SyntheticEvent } from "react";
import type { LeadStatus } from "../../../../../core/leads/status.ts";
import { REASON_MAX_CHARS } from "../../../../../core/leads/status-rules.ts";
import type { Lead } from "../../../../../core/leads/wire.ts";
import { he } from "../../../i18n/he.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog, DialogActions } from "../../../ui/dialog.tsx";
import { TextAreaField } from "../../../ui/text-field.tsx";

const t = he.statuses.reason;

type Props = { lead: Lead; status: LeadStatus; onGiven: (reason: string) => void; onClose: () => void };

/** Why a lead was lost. What is usual is one press. */
export function ReasonDialog({ lead, status, onGiven, onClose }: Props) {
  const [reason, setReason] = useState("");
  const [isMissing, setMissing] = useState(false);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    // Lines stand in the timeline as one.
    const given = reason.replace(/\s+/gu, " ").trim();
    if (given === "") setMissing(true);
    else onGiven(given);
  };
  return (
    <Dialog title={t.title(lead.name ?? he.leads.namelessLead, status.name)} isOpen onClose={onClose}>
      <form noValidate onSubmit={submit} className="mt-4 flex flex-col gap-4">
        <TextAreaField
          label={t.label}
          rows={2}
          autoFocus
          value={reason}
          maxLength={REASON_MAX_CHARS}
          onChange={(text) => {
            setReason(text);
            setMissing(false);
          }}
          error={isMissing ? t.missing : undefined}
        />
        <div role="group" aria-label={t.usual} className="flex flex-wrap gap-2">
          {t.usualOnes.map((usual) => (
            <Button key={usual} size="small" onPress={() => setReason(usual)}>
              {usual}
            </Button>
          ))}
        </div>
        <DialogActions>
          <Button type="submit" variant="primary">
            {t.submit}
          </Button>
          <Button onPress={onClose}>{he.common.cancel}</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
