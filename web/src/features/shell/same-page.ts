import { may, type Asker } from "../../../../core/auth/permissions.ts";
import type { Membership } from "../../../../core/auth/wire.ts";
import { paths } from "../../paths.ts";
import { navItems } from "../business/nav-items.ts";
import { isCurrent } from "./nav-item.ts";

/**
 * Where to land in `target` when coming from `pathname` of another business: on the same kind of page, where this person
 * has it there too. A single call or lead leads to the list: the other business has none of that id.
 */
export function samePage(
  pathname: string,
  from: Pick<Membership, "slug"> | null,
  target: Pick<Membership, "slug" | "role">,
  person: Omit<Asker, "role">,
): string {
  const here = from && navItems(from.slug).find((item) => isCurrent(item, pathname));
  const there = navItems(target.slug).find(({ kind }) => kind === here?.kind);
  return there && may({ ...person, role: target.role }, there.needs) ? there.to : paths.calls(target.slug);
}
