/** The little of JSON Schema that structured outputs use: enough to answer in the form asked for. */
import { z } from "zod";

export interface Schema {
  readonly type?: string | readonly string[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly anyOf?: readonly Schema[] | undefined;
}

const schema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    enum: z.array(z.unknown()).optional(),
    properties: z.record(z.string(), schema).optional(),
    anyOf: z.array(schema).optional(),
  }),
);

/** In chat completions the schema is inside `json_schema`, in the Responses API beside the type. */
const format = z.union([
  z.looseObject({ json_schema: z.looseObject({ schema }) }).transform((value) => value.json_schema.schema),
  z.looseObject({ schema }).transform((value) => value.schema),
]);

export function schemaOf(responseFormat: unknown): Schema | undefined {
  return format.safeParse(responseFormat).data;
}

/** The plainest value of the form; `words` stand in every string. */
export function plainValue(wanted: Schema, words: string): unknown {
  if (wanted.enum) return wanted.enum[0];
  const types = typeof wanted.type === "string" ? [wanted.type] : (wanted.type ?? []);
  if (types.includes("null") || wanted.anyOf?.some((branch) => branch.type === "null")) return null;
  if (wanted.anyOf?.[0]) return plainValue(wanted.anyOf[0], words);
  if (wanted.properties) {
    return Object.fromEntries(Object.entries(wanted.properties).map(([key, inner]) => [key, plainValue(inner, words)]));
  }
  switch (types[0]) {
    case "string":
      return words;
    case "number":
    case "integer":
      return 0;
    case "boolean":
      return false;
    case "array":
      return [];
    default:
      return {};
  }
}
