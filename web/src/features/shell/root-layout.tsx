import { Outlet } from "react-router";
import { useSaveShortcut } from "../../ui/use-save-shortcut.ts";
import { PageOnItsWay } from "./page-on-its-way.tsx";
import { useHeadingFocus } from "./use-heading-focus.ts";

/** Around every page there is. */
export function RootLayout() {
  useHeadingFocus();
  useSaveShortcut();
  return (
    <>
      <PageOnItsWay />
      <Outlet />
    </>
  );
}
