/** The form of a new business as plain data: what is typed, what it means, what is wrong with it. Pure. */
import type { z } from "zod";
import { businessBodySchema } from "../../../../../core/admin/wire.ts";
import type { ApiError } from "../../../api/api-error.ts";
import { he } from "../../../i18n/he.ts";
import type { Problems } from "../../../ui/use-form.ts";
import { suggestSlug } from "./suggest-slug.ts";

export type NewBusinessDraft = {
  name: string;
  /** Null: not typed, so it follows the name. */
  slug: string | null;
  tenantDb: string;
  managerEmail: string;
  managerName: string;
};

export const emptyDraft = (tenantDb: string | null): NewBusinessDraft => ({
  name: "",
  slug: null,
  tenantDb: tenantDb ?? "",
  managerEmail: "",
  managerName: "",
});

export const slugOf = ({ name, slug }: Pick<NewBusinessDraft, "name" | "slug">): string => slug ?? suggestSlug(name);

/** Slugs are lower-case and have no spaces; typing them so is no mistake to point at. */
export const typedSlug = (typed: string): string => typed.toLowerCase().replaceAll(/\s+/g, "-");

export const isSlug = (slug: string): boolean => businessBodySchema.shape.slug.safeParse(slug).success;

export const bodyOf = (draft: NewBusinessDraft): z.input<typeof businessBodySchema> => ({
  name: draft.name,
  slug: slugOf(draft),
  tenantDb: draft.tenantDb,
  manager: { email: draft.managerEmail, name: draft.managerName.trim() || null },
});

/** Fields of the form by the names the API has for them. */
const FIELDS = {
  name: "name",
  slug: "slug",
  tenantDb: "tenantDb",
  "manager.email": "managerEmail",
  "manager.name": "managerName",
} as const satisfies Record<string, keyof NewBusinessDraft>;

const isField = (name: string): name is keyof typeof FIELDS => name in FIELDS;

function sentences(draft: NewBusinessDraft): Record<keyof NewBusinessDraft, string> {
  const { invalid } = he.admin.newBusiness;
  return {
    name: draft.name.trim() === "" ? invalid.nameMissing : invalid.nameTooLong,
    slug: slugOf(draft) === "" ? invalid.slugMissing : invalid.slug,
    tenantDb: invalid.tenantDb,
    managerEmail: draft.managerEmail.trim() === "" ? he.auth.emailMissing : he.auth.emailInvalid,
    managerName: invalid.nameTooLong,
  };
}

const problemsAt = (
  names: readonly string[],
  sentenceOf: (field: keyof NewBusinessDraft) => string,
): Problems<NewBusinessDraft> =>
  Object.fromEntries(names.filter(isField).map((name) => [FIELDS[name], sentenceOf(FIELDS[name])]));

export function problemsOf(draft: NewBusinessDraft): Problems<NewBusinessDraft> {
  const parsed = businessBodySchema.safeParse(bodyOf(draft));
  if (parsed.success) return {};
  return problemsAt(
    parsed.error.issues.map(({ path }) => path.join(".")),
    (field) => sentences(draft)[field],
  );
}

/** What the server refused. A conflict can only be about the slug, whatever its details say. */
export function problemsOfRefusal({ code, details }: ApiError): Problems<NewBusinessDraft> {
  const { invalid, slugTakenBySomebody } = he.admin.newBusiness;
  if (code === "conflict" && details.some(({ field }) => field === "tenantDb")) return { tenantDb: invalid.tenantDb };
  if (code === "conflict") return { slug: slugTakenBySomebody };
  return problemsAt(
    details.map(({ field }) => field),
    (field) => (field === "tenantDb" ? invalid.tenantDb : invalid.other),
  );
}
