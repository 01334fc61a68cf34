import { Ellipsis, KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import { MenuTrigger } from "react-aria-components";
import type { Person } from "../../../../core/people/wire.ts";
import { formatAgo, formatDay, formatDayAndClock } from "../../format/time.ts";
import { toldNames } from "../../format/told-name.ts";
import { he } from "../../i18n/he.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { TriggerIconButton } from "../../ui/trigger-button.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Email } from "../../ui/email.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useSession } from "../auth/session-context.ts";

const DAY_CHECK_MS = 60_000;
const t = he.people;

export type PersonAction = "role" | "reset" | "remove";
type Props = {
  people: readonly Person[];
  /** Everybody, also who is not shown: among whom names are told apart. */ among: readonly Person[];
  canChange: boolean;
  onAction: (action: PersonAction, person: Person) => void;
};

export function PeopleTable({ people, among, canChange, onAction }: Props) {
  const selfId = useSession().user.id;
  const now = useNow(DAY_CHECK_MS);
  const names = toldNames(among);
  // In dialogs no e-mail stands below the name.
  const told = (person: Person): Person => ({ ...person, name: names.get(person.userId) ?? person.name });
  const columns = columnsFor({
    selfId,
    now,
    told,
    onAction: canChange ? (action, person) => onAction(action, told(person)) : null,
  });
  return <DataTable label={t.membersTitle} columns={columns} rows={people} rowKey={({ userId }) => userId} />;
}

type Reader = {
  selfId: string;
  now: number;
  /** With the e-mail in the name, where it is needed. */ told: (person: Person) => Person;
  /** Null: may look only. */ onAction: Props["onAction"] | null;
};

const columnsFor = ({ selfId, now, told, onAction }: Reader): Column<Person>[] => [
  {
    key: "person",
    title: t.columns.person,
    isHeader: true,
    cell: (person) => (
      <Who
        person={person}
        isSelf={person.userId === selfId}
        // On a card the menu stands beside the name, in a table in a column of its own.
        menu={
          onAction && <Actions person={told(person)} className="md:hidden" onAction={(it) => onAction(it, person)} />
        }
      >
        {person.resetAskedAt !== null && (
          <ResetAsked
            person={person}
            askedAt={person.resetAskedAt}
            now={now}
            {...(onAction && { onMake: () => onAction("reset", person) })}
          />
        )}
      </Who>
    ),
  },
  {
    key: "role",
    title: t.columns.role,
    width: "w-36",
    cell: ({ role }) => <Badge tone={role === "manager" ? "accent" : "neutral"}>{t.role[role]}</Badge>,
  },
  {
    key: "since",
    title: t.columns.since,
    width: "w-56",
    cell: ({ joinedAt }) => <span className="text-ink-soft">{formatDay(joinedAt, now)}</span>,
  },
  {
    key: "actions",
    title: t.columns.actions,
    hideTitle: true,
    isPlain: true,
    align: "end",
    width: "w-16",
    cell: (person) =>
      onAction && <Actions person={told(person)} className="max-md:hidden" onAction={(it) => onAction(it, person)} />,
  },
];

type WhoProps = { person: Person; isSelf: boolean; menu: ReactNode; children: ReactNode };

const Who = ({ person, isSelf, menu, children }: WhoProps) => (
  <div className="flex items-start gap-3">
    <Avatar name={person.name} />
    <div className="min-w-0 flex-1">
      <p className="break-words">
        {person.name}
        {isSelf && <span className="font-normal text-ink-faint"> ({t.you})</span>}
      </p>
      <p className="text-sm font-normal text-ink-faint">
        <Email>{person.email}</Email>
      </p>
      {children}
    </div>
    {menu}
  </div>
);

type AskedProps = { person: Person; askedAt: number; now: number; onMake?: () => void };

/** They wait for somebody to make them a link: no mail could be sent. */
const ResetAsked = ({ person, askedAt, now, onMake }: AskedProps) => (
  <div className="mt-2 flex max-w-md flex-col items-start gap-2 rounded-lg border border-warn-line bg-warn-soft p-3 text-sm font-normal">
    <p>
      <span className="font-medium text-warn">
        {t.reset.asked(formatAgo(askedAt, now) ?? formatDayAndClock(askedAt, now))}
      </span>
      <span className="mt-0.5 block">{resetNote(person)}</span>
    </p>
    {onMake && person.resetAllowed && (
      <Button size="small" onPress={onMake}>
        <KeyRound aria-hidden className="size-4" />
        {t.reset.make}
      </Button>
    )}
  </div>
);

function resetNote({ resetAllowed, role }: Person): string {
  if (resetAllowed) return t.reset.askedText;
  return role === "manager" ? t.reset.notForManagers : t.reset.notAllowed;
}

type ActionsProps = { person: Person; className: string; onAction: (action: PersonAction) => void };

const Actions = ({ person, className, onAction }: ActionsProps) => (
  <MenuTrigger>
    <TriggerIconButton label={t.actionsFor(person.name)} className={className}>
      <Ellipsis aria-hidden className="size-5" />
    </TriggerIconButton>
    <Menu aria-label={t.actionsFor(person.name)} placement="bottom end">
      <MenuItem onAction={() => onAction("role")}>{t.changeRole.action}</MenuItem>
      {person.resetAllowed && <MenuItem onAction={() => onAction("reset")}>{t.reset.action}</MenuItem>}
      <MenuItem onAction={() => onAction("remove")}>{t.remove.action}</MenuItem>
    </Menu>
  </MenuTrigger>
);
