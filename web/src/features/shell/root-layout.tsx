import { Outlet } from "react-router";
import { useHeadingFocus } from "./use-heading-focus.ts";

/** Around every page there is. */
export function RootLayout() {
  useHeadingFocus();
  return <Outlet />;
}
