/**
 * The whole URL map. Addresses are made by paths.ts. Pages that most people seldom open are `lazy`: a file of their own,
 * fetched when it is needed.
 */
import { createBrowserRouter, Navigate, type RouteObject } from "react-router";
import { AuthGuard } from "./features/auth/auth-guard.tsx";
import { RoleGuard } from "./features/auth/role-guard.tsx";
import { BusinessShell } from "./features/business/business-shell.tsx";
import { HomePage, ToCalls } from "./features/business/home-page.tsx";
import { PersonalShell } from "./features/shell/personal-frame.tsx";
import { PlatformShell } from "./features/shell/platform-shell.tsx";
import { RootLayout } from "./features/shell/root-layout.tsx";
import { paths } from "./paths.ts";
import { CrashedApp, CrashPage } from "./features/shell/crash-page.tsx";
import { NotFoundPage } from "./ui/not-found-page.tsx";
import { SplashPage } from "./ui/splash-page.tsx";

/** Around the pages within a frame: the frame stays when a page crashes. */
const inFrame = (children: RouteObject[]): RouteObject => ({
  errorElement: <CrashPage />,
  children: [...children, { path: "*", element: <NotFoundPage /> }],
});

/** For people who are not signed in. */
const outside: RouteObject[] = [
  { path: "sign-in", lazy: async () => ({ Component: (await import("./features/auth/sign-in-page.tsx")).SignInPage }) },
  {
    path: "forgot",
    lazy: async () => ({ Component: (await import("./features/auth/forgot-page.tsx")).ForgotPage }),
  },
  {
    path: "reset",
    lazy: async () => ({ Component: (await import("./features/auth/reset-page.tsx")).ResetPage }),
  },
  {
    path: "invitation",
    lazy: async () => ({ Component: (await import("./features/auth/invitation-page.tsx")).InvitationPage }),
  },
];

/** Of a person, and of no business. */
const personal: RouteObject[] = [
  {
    path: "account",
    lazy: async () => ({ Component: (await import("./features/account/account-page.tsx")).AccountPage }),
  },
  {
    path: "design",
    lazy: async () => ({ Component: (await import("./features/design/design-page.tsx")).DesignPage }),
  },
];

const business: RouteObject[] = [
  { index: true, element: <ToCalls /> },
  { path: "calls", lazy: async () => ({ Component: (await import("./features/calls/calls-page.tsx")).CallsPage }) },
  {
    path: "calls/:callId",
    lazy: async () => ({ Component: (await import("./features/calls/call-page.tsx")).CallPage }),
  },
  {
    path: "leads",
    lazy: async () => ({ Component: (await import("./features/leads/list/leads-page.tsx")).LeadsPage }),
  },
  {
    path: "leads/bin",
    lazy: async () => ({ Component: (await import("./features/leads/list/bin-page.tsx")).BinPage }),
  },
  {
    path: "leads/board",
    lazy: async () => ({ Component: (await import("./features/leads/board/board-page.tsx")).BoardPage }),
  },
  {
    path: "leads/duplicates",
    lazy: async () => ({
      Component: (await import("./features/leads/duplicates/duplicates-page.tsx")).DuplicatesPage,
    }),
  },
  {
    path: "leads/new",
    lazy: async () => ({ Component: (await import("./features/leads/page/new-lead-page.tsx")).NewLeadPage }),
  },
  {
    path: "leads/:leadId",
    lazy: async () => ({ Component: (await import("./features/leads/page/lead-page.tsx")).LeadPage }),
  },
  {
    path: "search",
    lazy: async () => ({ Component: (await import("./features/search/search-page.tsx")).SearchPage }),
  },
  {
    element: <RoleGuard needs="imports.read" />,
    children: [
      {
        path: "leads/import",
        lazy: async () => ({ Component: (await import("./features/imports/imports-page.tsx")).ImportsPage }),
      },
      {
        path: "leads/import/:importId",
        lazy: async () => ({ Component: (await import("./features/imports/import-page.tsx")).ImportPage }),
      },
    ],
  },
  {
    path: "listings",
    lazy: async () => ({ Component: (await import("./features/listings/listings-page.tsx")).ListingsPage }),
  },
  {
    path: "listings/matches",
    lazy: async () => ({ Component: (await import("./features/listings/matches/proposals-page.tsx")).ProposalsPage }),
  },
  {
    path: "listings/new",
    lazy: async () => ({ Component: (await import("./features/listings/new-listing-page.tsx")).NewListingPage }),
  },
  {
    path: "listings/:listingId",
    lazy: async () => ({ Component: (await import("./features/listings/listing-page.tsx")).ListingPage }),
  },
  {
    path: "listings/:listingId/edit",
    lazy: async () => ({ Component: (await import("./features/listings/edit-listing-page.tsx")).EditListingPage }),
  },
  {
    path: "settings",
    lazy: async () => ({
      Component: (await import("./features/business/settings/settings-page.tsx")).SettingsPage,
    }),
  },
  {
    element: <RoleGuard needs="leadSettings.change" />,
    children: [
      {
        path: "settings/leads",
        lazy: async () => ({
          Component: (await import("./features/leads/statuses/statuses-page.tsx")).StatusesPage,
        }),
      },
      {
        path: "settings/tags",
        lazy: async () => ({ Component: (await import("./features/leads/tags/tags-page.tsx")).TagsPage }),
      },
      {
        path: "settings/forms",
        lazy: async () => ({ Component: (await import("./features/forms/forms-page.tsx")).FormsPage }),
      },
    ],
  },
  {
    element: <RoleGuard needs="people.read" />,
    children: [
      {
        path: "people",
        lazy: async () => ({ Component: (await import("./features/people/people-page.tsx")).PeoplePage }),
      },
    ],
  },
  {
    element: <RoleGuard needs="audit.read" />,
    children: [
      {
        path: "audit",
        lazy: async () => ({ Component: (await import("./features/audit/audit-page.tsx")).AuditPage }),
      },
    ],
  },
];

/** The platform's own side. */
const platform: RouteObject[] = [
  {
    index: true,
    lazy: async () => ({
      Component: (await import("./features/admin/businesses/businesses-page.tsx")).BusinessesPage,
    }),
  },
  // Whoever shortens the address of a business.
  { path: "businesses", element: <Navigate to={paths.admin()} replace /> },
  {
    path: "businesses/new",
    lazy: async () => ({
      Component: (await import("./features/admin/businesses/new-business-page.tsx")).NewBusinessPage,
    }),
  },
  {
    path: "businesses/:businessId",
    lazy: async () => ({ Component: (await import("./features/admin/business/business-page.tsx")).BusinessPage }),
  },
  {
    path: "numbers",
    lazy: async () => ({ Component: (await import("./features/admin/numbers/numbers-page.tsx")).NumbersPage }),
  },
  {
    path: "audit",
    lazy: async () => ({
      Component: (await import("./features/admin/audit/platform-audit-page.tsx")).PlatformAuditPage,
    }),
  },
];

export const routes: RouteObject[] = [
  {
    element: <RootLayout />,
    errorElement: <CrashedApp />,
    hydrateFallbackElement: <SplashPage />,
    children: [
      ...outside,
      {
        element: <AuthGuard />,
        children: [
          { index: true, element: <HomePage /> },
          { element: <PersonalShell />, children: personal },
          { path: "b/:slug", element: <BusinessShell />, children: [inFrame(business)] },
          { path: "admin", element: <PlatformShell />, children: [inFrame(platform)] },
        ],
      },
      {
        path: "*",
        element: (
          <main>
            <NotFoundPage />
          </main>
        ),
      },
    ],
  },
];

export const createRouter = () => createBrowserRouter(routes);
