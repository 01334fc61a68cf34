/** Coming back from another person's account: the page is loaded anew, and the new one says why. */
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { notify } from "../../ui/toast.tsx";

const KEY = "agentlocator-visit-over";
const REASONS = he.shell.impersonation.over;
type Why = Exclude<keyof typeof REASONS, "title">;

const isWhy = (text: string | null): text is Why => text !== null && text !== "title" && text in REASONS;

/** `why`: of a visit that nobody left; null: they left it. */
export function backToOwn(businessId: string | undefined, why: string | null): void {
  if (why !== null) sessionStorage.setItem(KEY, why);
  window.location.assign(businessId === undefined ? paths.home() : paths.adminBusiness(businessId));
}

/** On the page that was loaded then. */
export function tellWhyVisitEnded(): void {
  const why = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (isWhy(why)) notify({ tone: "problem", title: REASONS.title, text: REASONS[why] });
}
