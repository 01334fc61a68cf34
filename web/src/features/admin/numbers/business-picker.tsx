import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { Button, ComboBox, Input, ListBox, ListBoxItem, Popover, type Key } from "react-aria-components";
import type { AdminBusiness } from "../../../../../core/admin/wire.ts";
import { errorMessage } from "../../../api/error-message.ts";
import { he } from "../../../i18n/he.ts";
import { cx } from "../../../ui/cx.ts";
import { FieldLabel, FieldNotes, inputClass } from "../../../ui/field.tsx";
import { Ltr } from "../../../ui/ltr.tsx";
import { popoverClass } from "../../../ui/menu.tsx";
import { useSettled } from "../../../ui/use-settled.ts";
import { businessesQuery } from "../admin-queries.ts";

export type PickedBusiness = { id: string; name: string };

type Props = {
  value: PickedBusiness | null;
  error?: string | undefined;
  onChange: (business: PickedBusiness | null) => void;
};

const TYPING_PAUSE_MS = 250;
/** As adminBusinessesQuerySchema takes it; no name is longer. */
const LONGEST_QUERY = 80;

/** One business out of all; there are too many for a list, so it is found by typing. */
export function BusinessPicker({ value, error, onChange }: Props) {
  const texts = he.admin.numbers;
  const [typed, setTyped] = useState(value?.name ?? "");
  // Opened again after a choice, it offers the others too.
  const query = useSettled(value === null ? typed.trim() : "", TYPING_PAUSE_MS);
  const list = useInfiniteQuery(businessesQuery(query));
  const found = list.data?.pages[0]?.items ?? [];

  const pick = (key: Key | null) => {
    // Escape, or gone on without a choice: what is said again is what was chosen. The text has to follow, or the list
    // takes it for newly typed and opens again.
    if (key === (value?.id ?? null)) return setTyped(value?.name ?? "");
    const business = found.find(({ id }) => id === key);
    if (!business) return;
    setTyped(business.name);
    onChange({ id: business.id, name: business.name });
  };
  const type = (text: string) => {
    setTyped(text);
    if (value !== null && text !== value.name) onChange(null);
  };

  return (
    <ComboBox
      items={found}
      inputValue={typed}
      onInputChange={type}
      value={value?.id ?? null}
      onChange={pick}
      menuTrigger="focus"
      allowsEmptyCollection
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <FieldLabel>{texts.business}</FieldLabel>
      <div className="relative">
        <Input
          maxLength={LONGEST_QUERY}
          placeholder={texts.businessPlaceholder}
          className={cx(inputClass, "min-h-11 pe-11")}
        />
        <Button className="absolute inset-y-0 end-0.5 grid w-10 place-items-center text-ink-faint">
          <ChevronDown aria-hidden className="size-4" />
        </Button>
      </div>
      <FieldNotes error={error} />
      <Popover className={cx(popoverClass, "w-(--trigger-width)")}>
        <ListBox<AdminBusiness>
          className="max-h-72 overflow-auto p-1 outline-none"
          renderEmptyState={() => (
            <p className="px-3 py-2.5 text-sm text-ink-faint">
              {list.error ? errorMessage(list.error) : list.isPending ? he.common.loading : texts.businessNone}
            </p>
          )}
        >
          {({ id, name, slug }) => (
            <ListBoxItem
              id={id}
              textValue={name}
              className="flex min-h-11 cursor-pointer items-center justify-between gap-3 rounded-md px-3 py-1.5 outline-none data-focused:bg-accent-soft data-selected:font-medium"
            >
              <span className="min-w-0">{name}</span>
              <Ltr className="shrink-0 text-xs text-ink-faint">{slug}</Ltr>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
