/** Every Hebrew text of the dashboard: `he.<area>.<text>`. Each area has its file beside this one. */
import { common, errors, live, nav, pages } from "./he/common.ts";
import { account } from "./he/account.ts";
import { admin } from "./he/admin.ts";
import { audit } from "./he/audit.ts";
import { auth } from "./he/auth.ts";
import { board } from "./he/board.ts";
import { call, calls, failures } from "./he/calls.ts";
import { design } from "./he/design.ts";
import { leads } from "./he/leads.ts";
import { money } from "./he/money.ts";
import { people } from "./he/people.ts";
import { phone } from "./he/phone.ts";
import { settings } from "./he/settings.ts";
import { logo } from "./he/logo.ts";
import { palette, shell } from "./he/shell.ts";
import { statuses } from "./he/statuses.ts";
import { timeline, toolRunning, toolUnknown, tools } from "./he/timeline.ts";
import { time } from "./he/time.ts";

export const he = {
  account,
  admin,
  audit,
  auth,
  board,
  call,
  calls,
  common,
  design,
  errors,
  failures,
  leads,
  live,
  logo,
  money,
  nav,
  pages,
  palette,
  people,
  phone,
  settings,
  shell,
  statuses,
  time,
  timeline,
  toolRunning,
  toolUnknown,
  tools,
};
