import { lookAlikes } from "../../../../core/people/look-alike.ts";
import type { Invitation, Person } from "../../../../core/people/wire.ts";
import { formatDay } from "../../format/time.ts";
import { toldName } from "../../format/told-name.ts";
import { he } from "../../i18n/he.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Email } from "../../ui/email.tsx";
import { useNow } from "../../ui/use-now.ts";

const EXPIRY_CHECK_MS = 60_000;
const t = he.people;

export type InvitationsProps = {
  invitations: readonly Invitation[];
  /** Among whom those who invited are told apart. */ people: readonly Person[];
  canChange: boolean;
  /** The one whose link is being made. */ renewing: string | null;
  onRenew: (invitation: Invitation) => void;
  onWithdraw: (invitation: Invitation) => void;
};

export function InvitationsTable(props: InvitationsProps) {
  const now = useNow(EXPIRY_CHECK_MS);
  return (
    <DataTable
      label={t.invitations.title}
      columns={columnsFor(props, now)}
      rows={props.invitations}
      rowKey={({ id }) => id}
    />
  );
}

const columnsFor = (props: InvitationsProps, now: number): Column<Invitation>[] => [
  {
    key: "person",
    title: t.columns.person,
    isHeader: true,
    cell: ({ name, email }) => (
      <>
        {name !== null && <p className="break-words">{name}</p>}
        <p className={name === null ? undefined : "text-sm font-normal text-ink-faint"}>
          <Email>{email}</Email>
        </p>
      </>
    ),
  },
  {
    key: "role",
    title: t.columns.role,
    width: "w-28",
    cell: ({ role }) => <Badge tone={role === "manager" ? "accent" : "neutral"}>{t.role[role]}</Badge>,
  },
  {
    key: "invitedBy",
    title: t.columns.invitedBy,
    width: "w-40",
    cell: ({ invitedBy, invitedByEmail }) => (
      <span className="break-words text-ink-soft">
        {toldName(invitedBy, isAlike(invitedBy, invitedByEmail, props) ? invitedByEmail : null)}
      </span>
    ),
  },
  {
    key: "until",
    title: t.columns.until,
    width: "w-48",
    cell: ({ expiresAt }) =>
      expiresAt > now ? (
        <span className="text-ink-soft">{formatDay(expiresAt, now)}</span>
      ) : (
        <Badge tone="warn">{t.invitations.expired}</Badge>
      ),
  },
  {
    key: "actions",
    title: t.columns.actions,
    hideTitle: true,
    isPlain: true,
    align: "end",
    width: "w-60",
    cell: (invitation) => props.canChange && <Actions invitation={invitation} {...props} />,
  },
];

function isAlike(name: string, email: string | null, { people, invitations }: InvitationsProps): boolean {
  if (email === null) return false;
  const others = invitations.flatMap(({ invitedBy, invitedByEmail }) =>
    invitedByEmail === null ? [] : [{ userId: invitedByEmail, name: invitedBy }],
  );
  const members = people.map((person) => ({ userId: person.email, name: person.name }));
  return lookAlikes([{ userId: email, name }, ...others, ...members]).has(email);
}

function Actions({ invitation, renewing, onRenew, onWithdraw }: InvitationsProps & { invitation: Invitation }) {
  const who = invitation.name ?? invitation.email;
  const isRenewing = renewing === invitation.id;
  return (
    <div className="flex gap-2 max-md:mt-1 md:justify-end">
      <Button
        size="small"
        aria-label={t.invitations.renewOf(who)}
        isPending={isRenewing}
        onPress={() => onRenew(invitation)}
      >
        {isRenewing ? t.invitations.renewing : t.invitations.renew}
      </Button>
      <Button
        size="small"
        variant="quiet"
        aria-label={t.invitations.withdrawOf(who)}
        onPress={() => onWithdraw(invitation)}
      >
        {t.invitations.withdraw}
      </Button>
    </div>
  );
}
