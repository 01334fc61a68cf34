import { Phone } from "lucide-react";
import { he } from "../../../i18n/he.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { StatusBadge, StatusDot } from "../../../ui/status-badge.tsx";
import { STATUS_COLORS } from "../../../../../core/leads/status-rules.ts";
import { Button } from "../../../ui/button.tsx";
import { DataTable, type Column } from "../../../ui/data-table.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Fold } from "../../../ui/fold.tsx";
import { LoadMore } from "../../../ui/load-more.tsx";
import { Email } from "../../../ui/email.tsx";
import { Section } from "../../../ui/section.tsx";
import { ApiError } from "../../../api/api-error.ts";
import type { Specimen } from "../specimen.ts";

const { samples, states, notes } = he.design;
const nothing = () => {};

type Person = { name: string; email: string; role: "manager" | "business" };
const PEOPLE: Person[] = [
  { name: samples.value, email: "michal@carmel.example", role: "manager" },
  { name: samples.long, email: samples.emailValue, role: "business" },
];

const COLUMNS: ReadonlyArray<Column<Person>> = [
  {
    key: "name",
    title: samples.person,
    isHeader: true,
    cell: ({ name }) => (
      <span className="flex items-center gap-3">
        <Avatar name={name} />
        <span className="min-w-0">{name}</span>
      </span>
    ),
  },
  { key: "email", title: samples.email, cell: ({ email }) => <Email>{email}</Email> },
  {
    key: "role",
    title: samples.role,
    cell: ({ role }) => <Badge tone={role === "manager" ? "accent" : "neutral"}>{he.nav.role[role]}</Badge>,
  },
  {
    key: "actions",
    title: samples.actions,
    hideTitle: true,
    isPlain: true,
    align: "end",
    cell: () => <Button size="small">{samples.edit}</Button>,
  },
];

const table = (rows: readonly Person[]) => (
  <DataTable
    label={samples.people}
    columns={COLUMNS}
    rows={rows}
    rowKey={({ email }) => email}
    empty={<EmptyState icon={<Phone aria-hidden />} {...samples.noPeople} />}
  />
);

export const data: readonly Specimen[] = [
  {
    name: "DataTable",
    of: [DataTable],
    note: notes.dataTable,
    states: [
      { name: states.rows, isWide: true, show: table(PEOPLE) },
      { name: states.empty, isWide: true, show: table([]) },
    ],
  },
  {
    name: "StatusBadge",
    of: [StatusBadge, StatusDot],
    states: STATUS_COLORS.map((color) => ({
      name: color,
      show: <StatusBadge color={color}>{he.nav.role.manager}</StatusBadge>,
    })),
  },
  {
    name: "Badge",
    of: [Badge],
    states: [
      { name: states.neutral, show: <Badge>{he.nav.role.business}</Badge> },
      { name: states.accent, show: <Badge tone="accent">{he.nav.role.manager}</Badge> },
      { name: states.warn, show: <Badge tone="warn">{he.shell.suspended}</Badge> },
      { name: states.danger, show: <Badge tone="danger">{he.calls.endReason.failed}</Badge> },
      { name: states.plain, show: <Badge tone="plain">{he.calls.endReason.caller_hung_up}</Badge> },
      {
        name: states.withIcon,
        show: (
          <Badge tone="accent" icon={<Phone aria-hidden />}>
            {he.calls.outbound}
          </Badge>
        ),
      },
      { name: states.mixed, show: <Badge tone="danger">{he.failures.openai_quota.short}</Badge> },
    ],
  },
  {
    name: "Avatar",
    of: [Avatar],
    note: notes.avatar,
    states: [
      { name: states.small, show: <Avatar name={samples.value} size="small" /> },
      { name: states.default, show: <Avatar name={samples.value} /> },
      { name: states.large, show: <Avatar name={samples.value} size="large" /> },
      { name: states.ltr, show: <Avatar name="Ron Sagi" /> },
      { name: states.empty, show: <Avatar name="" /> },
    ],
  },
  {
    name: "Section",
    of: [Section],
    states: [
      {
        name: states.default,
        show: (
          <Section title={samples.section}>
            <p>{samples.sectionText}</p>
          </Section>
        ),
      },
      {
        name: states.withActions,
        show: (
          <Section title={samples.section} aside={<Button size="small">{samples.edit}</Button>}>
            <p>{samples.sectionText}</p>
          </Section>
        ),
      },
    ],
  },
  {
    name: "Fold",
    of: [Fold],
    note: notes.fold,
    states: [
      {
        name: states.closed,
        isWide: true,
        show: (
          <Fold title={samples.section} text={samples.help}>
            <p>{samples.sectionText}</p>
          </Fold>
        ),
      },
    ],
  },
  {
    name: "LoadMore",
    of: [LoadMore],
    states: [
      { name: states.default, show: <LoadMore hasMore isLoading={false} error={null} onLoad={nothing} /> },
      { name: states.loading, show: <LoadMore hasMore isLoading error={null} onLoad={nothing} /> },
      {
        name: states.failed,
        show: <LoadMore hasMore isLoading={false} error={new ApiError("network")} onLoad={nothing} />,
      },
      { name: states.lastPage, show: <LoadMore hasMore={false} isLoading={false} error={null} onLoad={nothing} /> },
    ],
  },
];
