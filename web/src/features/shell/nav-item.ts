import type { LucideIcon } from "lucide-react";
import type { Permission } from "../../../../core/auth/permissions.ts";

/** A line of the navigation. Shown to people who may see what it leads to. */
export type NavItem = {
  /** The same page of another business has the same kind. */
  kind: string;
  to: string;
  text: string;
  /** For the bar of the phone. */
  shortText: string;
  Icon: LucideIcon;
  needs: Permission;
  /** Pages that belong to it lie below this; without it, below `to`. */
  within?: string;
  /** Something waits there: how much, and what that is, for who does not see it stand beside the word. */
  waiting?: { shown: string; text: string };
};

export function isCurrent({ to, within = to }: Pick<NavItem, "to" | "within">, pathname: string): boolean {
  return pathname === to || pathname === within || pathname.startsWith(`${within}/`);
}
