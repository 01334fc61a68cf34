import { AccountMenu } from "./account-menu.tsx";
import { LiveIndicator } from "./live-indicator.tsx";

/** The phone's head: whose business this is, and whether somebody is on the line. */
export const TopBar = () => (
  <div className="flex items-center justify-between gap-3 border-b border-line bg-sunken/55 px-2 py-1.5 md:hidden">
    <div className="min-w-0 flex-1">
      <AccountMenu />
    </div>
    <div className="shrink-0 pe-2">
      <LiveIndicator />
    </div>
  </div>
);
