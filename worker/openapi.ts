/** The API's description, made from the same zod schemas that check requests. */
import type { Hono, MiddlewareHandler } from "hono";
import { describeRoute, openAPIRouteHandler, resolver, uniqueSymbol, type DescribeRouteOptions } from "hono-openapi";
import type { OpenAPIV3_1 } from "openapi-types";
import { z } from "zod";
import { ERROR_CODES, errorBodySchema, type ErrorCode } from "../core/contract/errors.ts";
import { isOnRecord, type Permission } from "../core/auth/permissions.ts";
import { requirePermission } from "./middleware/permission.ts";
import { CSRF_HEADER } from "./features/auth/csrf-token.ts";
import type { AppEnv } from "./context.ts";
import packageJson from "../package.json" with { type: "json" };

const { $schema: _, ...errorSchema } = z.toJSONSchema(errorBodySchema);
const ERROR_CONTENT = { "application/json": { schema: { $ref: "#/components/schemas/Error" } } };

/** What can be wrong with a body that is sent to do something to somebody or something. */
export const BODY_ERRORS = [
  "bad_request",
  "validation_failed",
  "unauthorized",
  "forbidden",
  "csrf_failed",
  "not_found",
  "payload_too_large",
] as const;
/** And with a change that somebody else may make at the same time. */
export const CHANGE_ERRORS = [...BODY_ERRORS, "conflict"] as const;

type Description = {
  summary: string;
  tag: "auth" | "calls" | "leads" | "listings" | "business" | "people" | "search" | "forms" | "audit" | "admin" | "api";
  /** Media types of the body, where it is a file and not JSON. */
  takes?: readonly string[];
  /** Of the 200 answer: its shape, the media types of a file, or null where it has no body. */
  answer: z.ZodType | readonly string[] | null;
  /** What a caller of this route can get wrong, beside `internal`. */
  errors: readonly ErrorCode[];
  /** What one must be allowed to do (core/auth/permissions.ts); it is asked here, so no route can forget it. */
  access: Permission | "anyone";
};

/** What a route needs, by the middleware that `describe` made for it; the suites read it. */
const accessOfHandler = new WeakMap<object, Description["access"]>();
export const describedAccess = (handler: object): Description["access"] | undefined => accessOfHandler.get(handler);

type Marked = { [uniqueSymbol]: unknown };

/**
 * One route of the document, and the check that the caller may use it; stands after the session and membership checks.
 * Several codes of one status become one response.
 */
export function describe({ summary, tag, takes, answer, errors, access }: Description): MiddlewareHandler {
  const responses: NonNullable<DescribeRouteOptions["responses"]> = {
    [answer ? 200 : 204]: answer ? { description: "Done", content: contentOf(answer) } : { description: "Done" },
  };
  const limited = access !== "anyone" && isOnRecord(access);
  for (const code of new Set([...errors, ...(limited ? (["rate_limited"] as const) : [])])) {
    const status = String(ERROR_CODES[code]);
    const before = responses[status] as { description: string } | undefined;
    responses[status] = { description: before ? `${before.description}, ${code}` : code, content: ERROR_CONTENT };
  }
  const signedIn: OpenAPIV3_1.SecurityRequirementObject = { session: [] };
  const security = access === "anyone" ? [] : [onlyLooks(access) ? signedIn : { ...signedIn, csrf: [] }];
  const body = takes && { requestBody: { required: true, content: filesOf(takes) } };
  const documented = describeRoute({ summary, tags: [tag], security, ...body, responses, ...permissionNote(access) });
  const guard: MiddlewareHandler = access === "anyone" ? (_, next) => next() : requirePermission(access);
  accessOfHandler.set(guard, access);
  // The document finds its routes by this mark on their handlers.
  return Object.assign(guard, { [uniqueSymbol]: (documented as unknown as Marked)[uniqueSymbol] });
}

const contentOf = (answer: NonNullable<Description["answer"]>) =>
  "_zod" in answer ? { "application/json": { schema: resolver(answer) } } : filesOf(answer);

/** OpenAPI 3.1 leaves the schema of what is not JSON away. */
const filesOf = (types: readonly string[]) => Object.fromEntries(types.map((type) => [type, {}]));

const onlyLooks = (permission: Permission): boolean => permission.endsWith(".read") || permission.endsWith(".watch");

const permissionNote = (access: Description["access"]) =>
  access === "anyone" ? {} : { description: `Needs the permission \`${access}\`.` };

/** `GET /api/openapi.json` of everything mounted on `app` by the time it is first asked for. */
export const openApiDocument = (app: Hono<AppEnv>) =>
  openAPIRouteHandler(app, {
    documentation: {
      info: {
        title: "AgentLocator",
        version: packageJson.version,
        description: "The API of the dashboard. Errors are `{error:{code,message}}`.",
      },
      components: {
        schemas: { Error: errorSchema as OpenAPIV3_1.SchemaObject },
        securitySchemes: {
          session: {
            type: "apiKey",
            in: "cookie",
            name: "__Host-agentlocator-access",
            description: "Set by sign-in; without the prefix on http.",
          },
          csrf: {
            type: "apiKey",
            in: "header",
            name: CSRF_HEADER,
            description: "`csrfToken` of sign-in, me or refresh.",
          },
        },
      },
    },
    excludeStaticFile: false,
  });
