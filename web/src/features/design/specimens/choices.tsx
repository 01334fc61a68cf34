import { Monitor, Moon, Sun } from "lucide-react";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { CheckboxField } from "../../../ui/checkbox-field.tsx";
import { RadioCards } from "../../../ui/radio-cards.tsx";
import { SegmentedLinks } from "../../../ui/segmented-links.tsx";
import { Segmented } from "../../../ui/segmented.tsx";
import { SelectField } from "../../../ui/select-field.tsx";
import { SwitchField } from "../../../ui/switch-field.tsx";
import { Held } from "../held.tsx";
import type { Specimen, State } from "../specimen.ts";

const { samples, states, notes } = he.design;

const ROLES = [
  { value: "manager", text: he.nav.role.manager },
  { value: "business", text: he.nav.role.business },
] as const;
type Role = (typeof ROLES)[number]["value"];

const CARDS = [
  { value: "manager", title: he.nav.role.manager, text: samples.supportHelp },
  { value: "business", title: he.nav.role.business, text: samples.consentHelp },
] as const;

const THEMES = [
  { value: "system", text: he.shell.themes.system, icon: <Monitor aria-hidden className="size-4" /> },
  { value: "light", text: he.shell.themes.light, icon: <Sun aria-hidden className="size-4" /> },
  { value: "dark", text: he.shell.themes.dark, icon: <Moon aria-hidden className="size-4" /> },
] as const;
type Theme = (typeof THEMES)[number]["value"];

type SelectProps = Omit<Parameters<typeof SelectField<Role>>[0], "label" | "options" | "value" | "onChange">;

const select = (name: string, from: Role | null, more: SelectProps = {}): State => ({
  name,
  show: (
    <Held from={from}>
      {(value, set) => <SelectField label={samples.role} options={ROLES} value={value} onChange={set} {...more} />}
    </Held>
  ),
});

const cards = (name: string, from: Role | null, more: { error?: string; isDisabled?: boolean } = {}): State => ({
  name,
  isWide: true,
  show: (
    <Held from={from}>
      {(value, set) => <RadioCards label={samples.role} options={CARDS} value={value} onChange={set} {...more} />}
    </Held>
  ),
});

const segmented = (name: string, isDisabled: boolean): State => ({
  name,
  isWide: true,
  show: (
    <Held<Theme> from="system">
      {(value, set) => (
        <Segmented label={he.shell.theme} options={THEMES} value={value} onChange={set} isDisabled={isDisabled} />
      )}
    </Held>
  ),
});

export const choices: readonly Specimen[] = [
  {
    name: "SelectField",
    of: [SelectField],
    note: notes.selectField,
    states: [
      select(states.empty, null, { placeholder: samples.rolePlaceholder }),
      select(states.chosen, "manager"),
      select(states.invalid, null, { placeholder: samples.rolePlaceholder, error: samples.roleError }),
      select(states.disabled, "business", { isDisabled: true }),
      {
        name: states.disabledOption,
        show: (
          <Held<string> from="0">
            {(value, set) => (
              <SelectField
                label={samples.role}
                options={[
                  { value: "0", text: samples.mixed, note: samples.consentHelp },
                  { value: "1", text: samples.long, note: samples.supportHelp, isDisabled: true },
                ]}
                value={value}
                onChange={set}
              />
            )}
          </Held>
        ),
      },
    ],
  },
  {
    name: "CheckboxField",
    of: [CheckboxField],
    note: notes.checkbox,
    states: [
      { name: states.notChosen, show: <CheckboxField label={samples.consent} /> },
      {
        name: states.chosen,
        show: <CheckboxField label={samples.consent} help={samples.consentHelp} defaultSelected />,
      },
      { name: states.partly, show: <CheckboxField label={samples.consent} isIndeterminate /> },
      { name: states.invalid, show: <CheckboxField label={samples.consent} error={samples.consentError} /> },
      { name: states.disabled, show: <CheckboxField label={samples.consent} isDisabled /> },
      { name: states.disabledChosen, show: <CheckboxField label={samples.consent} isDisabled defaultSelected /> },
    ],
  },
  {
    name: "SwitchField",
    of: [SwitchField],
    note: notes.switch,
    states: [
      { name: states.off, show: <SwitchField label={samples.support} /> },
      { name: states.on, show: <SwitchField label={samples.support} help={samples.supportHelp} defaultSelected /> },
      { name: states.failed, show: <SwitchField label={samples.support} error={samples.toastProblem} /> },
      { name: states.disabled, show: <SwitchField label={samples.support} isDisabled /> },
      { name: states.disabledChosen, show: <SwitchField label={samples.support} isDisabled defaultSelected /> },
    ],
  },
  {
    name: "RadioCards",
    of: [RadioCards],
    note: notes.radioCards,
    states: [
      cards(states.chosen, "manager"),
      cards(states.invalid, null, { error: samples.roleError }),
      cards(states.disabled, "business", { isDisabled: true }),
    ],
  },
  {
    name: "Segmented",
    of: [Segmented],
    note: notes.segmented,
    states: [segmented(states.default, false), segmented(states.disabled, true)],
  },
  {
    name: "SegmentedLinks",
    of: [SegmentedLinks],
    note: notes.segmentedLinks,
    states: [
      {
        name: states.withCount,
        isWide: true,
        show: (
          <SegmentedLinks
            label={samples.filters}
            items={[
              { to: paths.design(), text: he.calls.filters.all, isCurrent: true },
              { to: `${paths.design()}?filter=live`, text: he.calls.filters.live, isCurrent: false, count: 2 },
              { to: `${paths.design()}?filter=call-back`, text: he.calls.filters["call-back"], isCurrent: false },
            ]}
          />
        ),
      },
    ],
  },
];
