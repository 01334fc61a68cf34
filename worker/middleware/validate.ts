/** zod at the edge: `validator` of hono-openapi, which also documents the shape, with our error instead of its own. */
import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { ValidationTargets } from "hono";
import { validator } from "hono-openapi";
import { invalidFields } from "../../core/contract/errors.ts";

/** Throws `validation_failed` with one detail a field. */
export const validate = <Target extends keyof ValidationTargets, Schema extends StandardSchemaV1>(
  target: Target,
  schema: Schema,
) =>
  validator(
    target,
    schema,
    (result) => {
      if (!result.success) throw invalidFields(...result.error.map(detailOf));
    },
    // The document shows what is sent, before defaults and transforms.
    { options: { io: "input" } },
  );

function detailOf({ path, message }: StandardSchemaV1.Issue): { field: string; problem: string } {
  const field = (path ?? []).map((part) => String(typeof part === "object" ? part.key : part)).join(".");
  return { field, problem: message };
}
