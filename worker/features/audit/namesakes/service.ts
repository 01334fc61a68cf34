/** The e-mail beside a name in the log, where somebody else has a name like it. */
import { namedIn } from "../../../../core/audit/named-in.ts";
import type { AuditLine } from "../../../../core/audit/wire.ts";
import { lookAlikes } from "../../../../core/people/look-alike.ts";
import type { DirectoryDb } from "../../../db/directory/client.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { accountsAround, accountsOf, type Account } from "./queries.ts";

const idsIn = (lines: readonly AuditLine[]): string[] => [
  ...new Set(lines.flatMap((line) => namedIn(line).map(({ userId }) => userId))),
];

/**
 * Compared are all who belong to the business, who ever acted in it, the platform's admins, and whoever is named in these
 * lines: of two who look alike one may have left, or stand on another page.
 */
export async function tellApart<Line extends AuditLine>(
  scope: BusinessScope,
  directory: DirectoryDb,
  lines: readonly Line[],
): Promise<Line[]> {
  const around = await accountsAround(scope, directory, idsIn(lines));
  const alike = lookAlikes([...around, ...lines.flatMap(namedIn)]);
  return withEmails(
    lines,
    around.filter(({ userId }) => alike.has(userId)),
  );
}

/** For readers who may know everybody's, and tell apart what they have on their screen. */
export const tellWho = async <Line extends AuditLine>(
  directory: DirectoryDb,
  lines: readonly Line[],
): Promise<Line[]> => withEmails(lines, await accountsOf(directory, idsIn(lines)));

function withEmails<Line extends AuditLine>(lines: readonly Line[], accounts: readonly Account[]): Line[] {
  const emails = new Map(accounts.map(({ userId, email }) => [userId, email]));
  return lines.map((line) => ({
    ...line,
    emails: Object.fromEntries(
      namedIn(line).flatMap(({ userId }) => {
        const email = emails.get(userId);
        return email === undefined ? [] : [[userId, email] as const];
      }),
    ),
  }));
}
