import { he } from "../../../i18n/he.ts";
import { cx } from "../../../ui/cx.ts";
import { Keys } from "../../../ui/keys.tsx";
import { LiveDot } from "../../../ui/live-dot.tsx";
import { Logo } from "../../../ui/logo.tsx";
import { Email } from "../../../ui/email.tsx";
import { Ltr } from "../../../ui/ltr.tsx";
import { PhoneActions, PhoneNumber } from "../../../ui/phone-number.tsx";
import { Spinner } from "../../../ui/spinner.tsx";
import type { Specimen } from "../specimen.ts";

const { samples, states, notes, inks } = he.design;

const TEXTS = [
  ["text-[1.375rem] leading-tight font-semibold md:text-2xl", "text-2xl"],
  ["text-lg font-semibold", "text-lg"],
  ["text-[0.9375rem]", "body"],
  ["text-sm", "text-sm"],
  ["text-xs text-ink-faint", "text-xs"],
] as const;

const INKS = [
  ["ink", "text-ink"],
  ["ink-soft", "text-ink-soft"],
  ["ink-faint", "text-ink-faint"],
  ["accent", "text-accent"],
  ["danger", "text-danger"],
  ["warn", "text-warn"],
] as const;

const GROUNDS = ["bg-canvas", "bg-surface", "bg-sunken"] as const;

const Inks = () => (
  <div className="grid gap-2 sm:grid-cols-3">
    {GROUNDS.map((ground) => (
      <ul key={ground} className={cx("rounded-lg border border-line p-3", ground)}>
        {INKS.map(([name, ink]) => (
          <li key={name} className={ink}>
            {inks[name]}
          </li>
        ))}
      </ul>
    ))}
  </div>
);

export const foundations: readonly Specimen[] = [
  {
    name: "Color",
    of: [],
    states: [{ name: states.pair, isWide: true, show: <Inks /> }],
  },
  {
    name: "Type",
    of: [],
    states: [
      {
        name: states.textSize,
        isWide: true,
        show: (
          <ul className="flex flex-col gap-2">
            {TEXTS.map(([className, name]) => (
              <li key={name} className={className}>
                {samples.mixed}
              </li>
            ))}
          </ul>
        ),
      },
    ],
  },
  {
    name: "Ltr",
    of: [Ltr, Email],
    note: notes.ltr,
    states: [
      { name: states.ltr, show: <Ltr>052-334-4556</Ltr> },
      {
        name: states.mixed,
        show: (
          <p>
            {samples.phone}: <Ltr>+972 52-334-4556</Ltr>, {samples.email}: <Email>{samples.emailValue}</Email>.
          </p>
        ),
      },
    ],
  },
  {
    name: "PhoneNumber",
    of: [PhoneNumber, PhoneActions],
    note: notes.phone,
    states: [
      { name: states.default, show: <PhoneNumber phone="+972523344556" /> },
      { name: states.hidden, show: <PhoneNumber phone="anonymous" /> },
      { name: states.actionsOnly, show: <PhoneActions phone="+972523344556" /> },
    ],
  },
  { name: "Logo", of: [Logo], states: [{ name: states.default, show: <Logo /> }] },
  {
    name: "LiveDot",
    of: [LiveDot],
    states: [
      { name: states.live, show: <LiveDot /> },
      { name: states.still, show: <LiveDot pulsing={false} className="opacity-60" /> },
    ],
  },
  { name: "Spinner", of: [Spinner], states: [{ name: states.loading, show: <Spinner /> }] },
  {
    name: "Keys",
    of: [Keys],
    note: notes.keys,
    states: [
      { name: states.default, show: <Keys keys={["mod", "K"]} /> },
      { name: states.mixed, show: <Keys keys={["up", "down", "enter", "escape"]} /> },
    ],
  },
];
