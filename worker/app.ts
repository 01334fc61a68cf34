/** Which address leads where. */
import { Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { API_DOCS_PAGE } from "./api-docs.ts";
import type { AppEnv, ScopeEnv, SessionEnv } from "./context.ts";
import { depsOf as depsOfEnv, type Deps } from "./deps.ts";
import type { Env } from "./env.ts";
import { adminRoutes } from "./features/admin/routes.ts";
import { sampleRoutes } from "./features/assistant/sample/routes.ts";
import { auditRoutes } from "./features/audit/routes.ts";
import { authRoutes } from "./features/auth/routes.ts";
import { businessRoutes } from "./features/business/routes.ts";
import { callRoutes } from "./features/calls/routes.ts";
import { exportRoutes } from "./features/exports/routes.ts";
import { publicFormRoutes } from "./features/forms/public/routes.ts";
import { formRoutes } from "./features/forms/routes.ts";
import { healthRoutes } from "./features/health/routes.ts";
import { impersonationEndRoutes, impersonationRoutes } from "./features/impersonation/routes.ts";
import { importRoutes } from "./features/imports/routes.ts";
import { binRoutes } from "./features/leads/bin/routes.ts";
import { duplicateRoutes, mergeRoutes } from "./features/leads/duplicates/routes.ts";
import { leadRoutes } from "./features/leads/routes.ts";
import { leadStatusRoutes } from "./features/leads/statuses/routes.ts";
import { tagRoutes } from "./features/leads/tags/routes.ts";
import { viewRoutes } from "./features/leads/views/routes.ts";
import { matchRoutes } from "./features/listings/matches/routes.ts";
import { listingRoutes } from "./features/listings/routes.ts";
import { sharedListingRoutes } from "./features/listings/shared/routes.ts";
import { peopleRoutes } from "./features/people/routes.ts";
import { searchRoutes } from "./features/search/routes.ts";
import { limitBody, limitWebhookBody } from "./middleware/body-limit.ts";
import { requireMember } from "./middleware/business.ts";
import { onError, onNotFound } from "./middleware/errors.ts";
import { onlyJson } from "./middleware/only-json.ts";
import { limitAddress } from "./middleware/rate-limit.ts";
import { request } from "./middleware/request.ts";
import { sameOrigin } from "./middleware/same-origin.ts";
import { securityHeaders } from "./middleware/security-headers.ts";
import { requireSession } from "./middleware/session.ts";
import { toItsEnd } from "./middleware/to-its-end.ts";
import { writableDirectory } from "./middleware/writable.ts";
import { openApiDocument } from "./openapi.ts";
import { twilioStream } from "./webhooks/twilio-stream.ts";
import { twilioVoice } from "./webhooks/twilio-voice.ts";

/** Everything below one business: behind the session, its CSRF token and the membership. */
const insideBusiness = new Hono<ScopeEnv>()
  .use(requireSession, requireMember)
  .route("/calls", callRoutes)
  .route("/leads", leadRoutes)
  .route("/listings", listingRoutes)
  .route("/matches", matchRoutes)
  .route("/lead-statuses", leadStatusRoutes)
  .route("/forms", formRoutes)
  .route("/lead-duplicates", duplicateRoutes)
  .route("/lead-merges", mergeRoutes)
  .route("/imports", importRoutes)
  .route("/exports", exportRoutes)
  .route("/lead-bin", binRoutes)
  .route("/lead-tags", tagRoutes)
  .route("/lead-views", viewRoutes)
  .route("/people", peopleRoutes)
  .route("/audit", auditRoutes)
  .route("/assistant", sampleRoutes)
  .route("/search", searchRoutes)
  .route("/", businessRoutes);

/** The platform's own side. */
const insidePlatform = new Hono<SessionEnv>()
  .use(requireSession)
  .route("/impersonations", impersonationRoutes)
  .route("/", adminRoutes);

/** The dashboard's API. Its pages are told by `sameOrigin` from pages of other sites. */
const api = new Hono<AppEnv>()
  .use(limitAddress, limitBody, sameOrigin, onlyJson, writableDirectory)
  .route("/auth", authRoutes)
  .route("/auth/impersonation", impersonationEndRoutes)
  .route("/admin", insidePlatform)
  .route("/businesses/:businessId", insideBusiness);

/** `depsOf` is there for tests, which bring their own clock and hub. */
export function createApp(depsOf: (env: Env) => Deps = depsOfEnv) {
  const app = new Hono<AppEnv>();
  app.onError(onError);
  app.notFound(onNotFound);
  app.use(request(depsOf), securityHeaders, toItsEnd);

  // Not the dashboard's: they prove who they are by signature or token, and know no session.
  app.use("/webhooks/*", limitWebhookBody);
  app.route("/webhooks/twilio/voice", twilioVoice);
  app.route("/streams/twilio", twilioStream);
  // The public's: whoever knows the address.
  app.use("/f/*", limitAddress, limitWebhookBody);
  app.route("/f", publicFormRoutes);
  // The public's: whoever has the link.
  app.use("/p/*", limitAddress);
  app.route("/p", sharedListingRoutes);
  // Asks every database.
  app.use("/healthz", limitAddress);
  app.route("/healthz", healthRoutes);

  const routes = app.route("/api", api);
  app.get(
    "/api/openapi.json",
    describeRoute({ summary: "This document", tags: ["api"], responses: { 200: { description: "OpenAPI 3.1" } } }),
    openApiDocument(app),
  );
  app.get(
    "/api/docs",
    describeRoute({
      summary: "This document, to read and to try",
      tags: ["api"],
      responses: { 200: { description: "HTML" } },
    }),
    (c) => c.html(API_DOCS_PAGE),
  );
  return routes;
}

export type AppType = ReturnType<typeof createApp>;
