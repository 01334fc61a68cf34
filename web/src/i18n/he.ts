/** Every Hebrew text of the dashboard: `he.<area>.<text>`. Each area has its file beside this one. */
import { auth, common, errors, live, nav, pages } from "./he/common.ts";
import { call, calls, failures } from "./he/calls.ts";
import { leads } from "./he/leads.ts";
import { settings } from "./he/settings.ts";
import { timeline, toolRunning, toolUnknown, tools } from "./he/timeline.ts";
import { time } from "./he/time.ts";

export const he = {
  auth,
  call,
  calls,
  common,
  errors,
  failures,
  leads,
  live,
  nav,
  pages,
  settings,
  time,
  timeline,
  toolRunning,
  toolUnknown,
  tools,
};
