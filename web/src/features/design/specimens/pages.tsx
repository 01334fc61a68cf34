import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { Button } from "../../../ui/button.tsx";
import { CrashMessage } from "../../../ui/crash-message.tsx";
import { ForbiddenPage } from "../../../ui/forbidden-page.tsx";
import { MessagePage } from "../../../ui/message-page.tsx";
import { NotFoundPage } from "../../../ui/not-found-page.tsx";
import { NotYoursPage } from "../../../ui/not-yours-page.tsx";
import { BackLink, PageHeader } from "../../../ui/page-header.tsx";
import { SplashPage } from "../../../ui/splash-page.tsx";
import type { Specimen } from "../specimen.ts";

const { samples, states, notes } = he.design;
const back = { to: paths.design(), text: he.leads.back };
const STALE = new TypeError("Failed to fetch dynamically imported module");

/** Pages are as high as the screen; here they must not be. */
const Small = ({ children }: { children: ReactNode }) => (
  <div className="overflow-hidden rounded-lg bg-canvas [&>*]:min-h-80!">{children}</div>
);

export const pages: readonly Specimen[] = [
  {
    name: "PageHeader",
    of: [PageHeader, BackLink],
    states: [
      { name: states.default, isWide: true, show: <PageHeader title={he.calls.title} /> },
      {
        name: states.withActions,
        isWide: true,
        show: (
          <PageHeader
            title={he.nav.people}
            note={samples.help}
            actions={
              <Button variant="primary">
                <Plus aria-hidden className="size-4" />
                {samples.invite}
              </Button>
            }
          />
        ),
      },
      { name: states.long, isWide: true, show: <PageHeader title={samples.long} back={back} /> },
    ],
  },
  {
    name: "ForbiddenPage",
    of: [ForbiddenPage],
    states: [
      {
        name: states.default,
        isWide: true,
        show: (
          <Small>
            <ForbiddenPage />
          </Small>
        ),
      },
    ],
  },
  {
    name: "NotFoundPage",
    of: [NotFoundPage, MessagePage],
    states: [
      {
        name: states.default,
        isWide: true,
        show: (
          <Small>
            <NotFoundPage />
          </Small>
        ),
      },
    ],
  },
  {
    name: "NotYoursPage",
    of: [NotYoursPage],
    states: [
      {
        name: states.default,
        isWide: true,
        show: (
          <Small>
            <NotYoursPage {...he.call.notYours} next={{ to: paths.design(), text: he.call.notYours.next }} />
          </Small>
        ),
      },
    ],
  },
  {
    name: "CrashMessage",
    of: [CrashMessage],
    states: [
      {
        name: states.crash,
        isWide: true,
        show: (
          <Small>
            <CrashMessage error={null} />
          </Small>
        ),
      },
      {
        name: states.stale,
        isWide: true,
        show: (
          <Small>
            <CrashMessage error={STALE} />
          </Small>
        ),
      },
    ],
  },
  {
    name: "SplashPage",
    of: [SplashPage],
    note: notes.splash,
    states: [
      {
        name: states.loading,
        isWide: true,
        show: (
          <Small>
            <SplashPage />
          </Small>
        ),
      },
    ],
  },
];
