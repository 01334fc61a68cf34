/** The areas of the catalogue by name, for he.ts. */
export { common, errors, live, nav, pages } from "./common.ts";
export { account } from "./account.ts";
export { admin } from "./admin.ts";
export { audit } from "./audit.ts";
export { auth } from "./auth.ts";
export { call, calls, failures } from "./calls.ts";
export { design } from "./design.ts";
export { leads } from "./leads.ts";
export { leadBulk, leadList } from "./lead-list.ts";
export { money } from "./money.ts";
export { people } from "./people.ts";
export { phone } from "./phone.ts";
export { search } from "./search.ts";
export { settings } from "./settings.ts";
export { logo } from "./logo.ts";
export { palette, shell } from "./shell.ts";
export { timeline, toolRunning, toolUnknown, tools } from "./timeline.ts";
export { time } from "./time.ts";
