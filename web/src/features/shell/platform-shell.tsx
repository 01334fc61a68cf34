import { Outlet } from "react-router";
import { ForbiddenPage } from "../../ui/forbidden-page.tsx";
import { useMay } from "../auth/use-may.ts";
import { Frame } from "./frame.tsx";
import { PersonalFrame } from "./personal-frame.tsx";
import type { Place } from "./place.ts";
import { PLATFORM_ITEMS } from "./platform-items.ts";

const PLATFORM: Place = { kind: "platform" };

/** Every screen of the platform's own side; others read that it is not for them, within their own frame. */
export function PlatformShell() {
  const may = useMay();
  if (may("businesses.read")) {
    return (
      <Frame place={PLATFORM} items={PLATFORM_ITEMS}>
        <Outlet />
      </Frame>
    );
  }
  return (
    <PersonalFrame>
      <ForbiddenPage />
    </PersonalFrame>
  );
}
