import { Eye } from "lucide-react";
import { he } from "../../../i18n/he.ts";
import { IconButton } from "../../../ui/button.tsx";
import { FieldLabel, FieldNotes } from "../../../ui/field.tsx";
import { NumberField } from "../../../ui/number-field.tsx";
import { ReadOnlyFields } from "../../../ui/read-only.ts";
import { SearchField } from "../../../ui/search-field.tsx";
import { TextAreaField, TextField } from "../../../ui/text-field.tsx";
import type { Specimen } from "../specimen.ts";

const { samples, states, notes } = he.design;

export const fields: readonly Specimen[] = [
  {
    name: "TextField",
    of: [TextField, FieldLabel, FieldNotes],
    note: notes.textField,
    states: [
      { name: states.empty, show: <TextField label={samples.label} placeholder={samples.value} /> },
      { name: states.filled, show: <TextField label={samples.label} defaultValue={samples.value} /> },
      { name: states.withHelp, show: <TextField label={samples.label} help={samples.help} /> },
      { name: states.invalid, show: <TextField label={samples.label} help={samples.help} error={samples.error} /> },
      { name: states.disabled, show: <TextField label={samples.label} defaultValue={samples.value} isDisabled /> },
      {
        name: states.readOnly,
        show: (
          <ReadOnlyFields value>
            <TextField label={samples.label} defaultValue={samples.value} />
          </ReadOnlyFields>
        ),
      },
      { name: states.optional, show: <TextField label={samples.label} isOptional /> },
      {
        name: states.ltr,
        show: <TextField label={samples.email} type="email" dir="ltr" defaultValue={samples.emailValue} />,
      },
      { name: states.mixed, show: <TextField label={samples.label} defaultValue={samples.mixed} /> },
      { name: states.long, show: <TextField label={samples.long} defaultValue={samples.long} /> },
      {
        name: states.withAdornment,
        show: (
          <TextField
            label={he.auth.password}
            type="password"
            dir="ltr"
            autoComplete="off"
            defaultValue="0123456789"
            adornment={
              <IconButton label={he.auth.showPassword}>
                <Eye aria-hidden className="size-[1.125rem]" />
              </IconButton>
            }
          />
        ),
      },
    ],
  },
  {
    name: "TextAreaField",
    of: [TextAreaField],
    states: [
      { name: states.empty, show: <TextAreaField label={samples.notes} rows={3} /> },
      {
        name: states.withCounter,
        show: (
          <TextAreaField label={samples.notes} rows={3} defaultValue={samples.notesValue} counter={samples.counter} />
        ),
      },
      {
        name: states.invalid,
        show: <TextAreaField label={samples.notes} rows={3} defaultValue={samples.notesValue} error={samples.error} />,
      },
      {
        name: states.disabled,
        show: <TextAreaField label={samples.notes} rows={3} defaultValue={samples.notesValue} isDisabled />,
      },
    ],
  },
  {
    name: "NumberField",
    of: [NumberField],
    note: notes.numberField,
    states: [
      { name: states.default, show: <NumberField label={samples.minutes} defaultValue={15} minValue={1} /> },
      {
        name: states.invalid,
        show: <NumberField label={samples.minutes} defaultValue={90} error={samples.minutesError} />,
      },
      { name: states.disabled, show: <NumberField label={samples.minutes} defaultValue={15} isDisabled /> },
    ],
  },
  {
    name: "SearchField",
    of: [SearchField],
    note: notes.searchField,
    states: [
      { name: states.empty, show: <SearchField label={samples.search} placeholder={samples.searchPlaceholder} /> },
      { name: states.filled, show: <SearchField label={samples.search} defaultValue={samples.value} /> },
      { name: states.loading, show: <SearchField label={samples.search} defaultValue={samples.value} isLoading /> },
      { name: states.disabled, show: <SearchField label={samples.search} defaultValue={samples.value} isDisabled /> },
    ],
  },
];
