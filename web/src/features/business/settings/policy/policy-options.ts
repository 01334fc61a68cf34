import { AGENTS_SEE } from "../../../../../../core/auth/permissions.ts";
import { he } from "../../../../i18n/he.ts";

const t = he.settings.policy;

export const SEES_OPTIONS = AGENTS_SEE.map((value) => ({ value, ...t.sees[value] }));
export const SUPPORT_OPTIONS = (["yes", "no"] as const).map((value) => ({ value, ...t.supports[value] }));
