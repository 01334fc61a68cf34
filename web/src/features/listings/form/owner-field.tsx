import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { ComboBox, Input, ListBox, ListBoxItem, Popover } from "react-aria-components";
import type { ListingOwner } from "../../../../../core/listings/wire.ts";
import { api } from "../../../api/client.ts";
import { he } from "../../../i18n/he.ts";
import { listingTexts } from "../../../i18n/he/listings.ts";
import { Button } from "../../../ui/button.tsx";
import { cx } from "../../../ui/cx.ts";
import { FieldLabel, FieldNotes, inputClass } from "../../../ui/field.tsx";
import { popoverClass } from "../../../ui/menu.tsx";
import { useSettled } from "../../../ui/use-settled.ts";
import { useBusiness } from "../../business/business-context.ts";

const t = listingTexts.form;
const SETTLED_MS = 250;
const MIN_CHARS = 2;
const SHOWN = "8";

export type OwnerShown = ListingOwner;

type Props = {
  leadId: string | null;
  /** As the listing says it; for the name of the lead that is chosen already. */
  shown: OwnerShown;
  error: string | undefined;
  onChange: (leadId: string | null) => void;
};

/** Chosen among the leads that one may see. */
export function OwnerField({ leadId, shown, error, onChange }: Props) {
  const { businessId } = useBusiness();
  const [typed, setTyped] = useState(shown.is === "lead" ? (shown.name ?? shown.phone ?? t.ownerSearch) : "");
  const settled = useSettled(typed.trim(), SETTLED_MS);
  const found = useQuery({
    queryKey: ["business", businessId, "search", "owner", settled],
    enabled: settled.length >= MIN_CHARS && leadId === null,
    queryFn: async ({ signal }) => {
      const request = { param: { businessId }, query: { query: settled, limit: SHOWN } };
      return (await (await api.businesses[":businessId"].search.$get(request, { init: { signal } })).json()).leads;
    },
  });
  if (shown.is === "hidden")
    return (
      <div>
        <p className="mb-1.5 text-sm font-medium">{t.owner}</p>
        <p className="text-sm text-ink-soft">{t.ownerHidden}</p>
      </div>
    );
  return (
    <ComboBox
      inputValue={typed}
      onInputChange={(text) => {
        setTyped(text);
        // Whoever types on means somebody else.
        if (leadId !== null) onChange(null);
      }}
      items={found.data ?? []}
      value={leadId}
      onChange={(key) => {
        const chosen = found.data?.find(({ id }) => id === key);
        if (!chosen) return;
        setTyped(chosen.name ?? chosen.phone ?? "");
        onChange(chosen.id);
      }}
      allowsCustomValue
      allowsEmptyCollection
      menuTrigger="input"
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <FieldLabel isOptional>{t.owner}</FieldLabel>
      <div className="flex gap-2">
        <Input placeholder={t.ownerSearch} className={cx(inputClass, "min-h-11")} />
        {leadId !== null && (
          <Button
            variant="quiet"
            aria-label={t.ownerClear}
            onPress={() => {
              setTyped("");
              onChange(null);
            }}
          >
            <X aria-hidden className="size-4" />
          </Button>
        )}
      </div>
      <FieldNotes help={t.ownerHelp} error={error} />
      <Popover className={cx(popoverClass, "w-(--trigger-width)")}>
        <ListBox
          renderEmptyState={() => (
            <p className="px-3 py-2 text-sm text-ink-faint">{found.isFetching ? he.common.loading : t.ownerNone}</p>
          )}
          className="max-h-72 overflow-auto p-1 outline-none"
        >
          {(lead: { id: string; name: string | null; phone: string | null }) => (
            <ListBoxItem
              id={lead.id}
              textValue={lead.name ?? lead.phone ?? ""}
              className="flex min-h-10 cursor-pointer items-center justify-between gap-3 rounded-md px-3 outline-none data-focused:bg-accent-soft"
            >
              <span className="truncate">{lead.name ?? he.leads.namelessLead}</span>
              <span dir="ltr" className="text-xs text-ink-faint">
                {lead.phone}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
