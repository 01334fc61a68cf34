import { Outlet } from "react-router";
import { PageOnItsWay } from "./page-on-its-way.tsx";
import { useHeadingFocus } from "./use-heading-focus.ts";

/** Around every page there is. */
export function RootLayout() {
  useHeadingFocus();
  return (
    <>
      <PageOnItsWay />
      <Outlet />
    </>
  );
}
