/** The API's description, made from the same zod schemas that check requests. */
import type { Hono } from "hono";
import { describeRoute, openAPIRouteHandler, resolver, type DescribeRouteOptions } from "hono-openapi";
import type { OpenAPIV3_1 } from "openapi-types";
import { z } from "zod";
import { ERROR_CODES, errorBodySchema, type ErrorCode } from "../core/contract/errors.ts";
import { CSRF_HEADER } from "./features/auth/csrf-token.ts";
import type { AppEnv } from "./context.ts";
import packageJson from "../package.json" with { type: "json" };

const { $schema: _, ...errorSchema } = z.toJSONSchema(errorBodySchema);
const ERROR_CONTENT = { "application/json": { schema: { $ref: "#/components/schemas/Error" } } };

type Description = {
  summary: string;
  tag: "auth" | "calls" | "leads" | "business" | "api";
  /** Of the 200 answer; null where it has no body. */
  answer: z.ZodType | null;
  /** What a caller of this route can get wrong, beside `internal`. */
  errors: readonly ErrorCode[];
  /** Who may call: needs a session cookie, and for `change` the CSRF header too. */
  access: "anyone" | "read" | "change";
};

/** One route of the document. Several codes of one status become one response. */
export function describe({ summary, tag, answer, errors, access }: Description) {
  const responses: NonNullable<DescribeRouteOptions["responses"]> = {
    [answer ? 200 : 204]: answer
      ? { description: "Done", content: { "application/json": { schema: resolver(answer) } } }
      : { description: "Done" },
  };
  for (const code of errors) {
    const status = String(ERROR_CODES[code]);
    const before = responses[status] as { description: string } | undefined;
    responses[status] = { description: before ? `${before.description}, ${code}` : code, content: ERROR_CONTENT };
  }
  const security = { anyone: [], read: [{ session: [] }], change: [{ session: [], csrf: [] }] }[access];
  return describeRoute({ summary, tags: [tag], security, responses });
}

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
