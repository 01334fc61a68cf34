/** Forms of a business, and the addresses at which the public finds them. */
import { and, asc, eq, sql, type SQL } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { FormFields, FormPatch, LeadForm } from "../../../core/forms/form.ts";
import type { DirectoryDb } from "../../db/directory/client.ts";
import { businesses, channelAddresses, formAddresses } from "../../db/directory/schema.ts";
import type { BusinessScope } from "../../db/scope.ts";
import { leadForms } from "../../db/tenant/schema.ts";

const columns = {
  id: leadForms.id,
  slug: leadForms.slug,
  name: leadForms.name,
  title: leadForms.title,
  intro: leadForms.intro,
  questions: leadForms.questions,
  consentText: leadForms.consentText,
  marketingText: leadForms.marketingText,
  thanks: leadForms.thanks,
  assignedTo: leadForms.assignedTo,
  isActive: leadForms.isActive,
  version: leadForms.version,
  leads: leadForms.leads,
  lastAt: leadForms.lastAt,
};

const byId = ({ businessId }: BusinessScope, formId: string) =>
  and(eq(leadForms.businessId, businessId), eq(leadForms.id, formId));

export const listForms = ({ db, businessId }: BusinessScope): Promise<LeadForm[]> =>
  db
    .select(columns)
    .from(leadForms)
    .where(eq(leadForms.businessId, businessId))
    .orderBy(asc(leadForms.createdAt), asc(leadForms.id));

export async function findForm(scope: BusinessScope, formId: string): Promise<LeadForm | undefined> {
  const [form] = await scope.db.select(columns).from(leadForms).where(byId(scope, formId));
  return form;
}

/**
 * At an address whose form was deleted. It stays its business's: the link stands in sites and messages still, and whoever
 * follows it must not leave their details with another agency.
 */
const NO_FORM = "";
/** Of these a business keeps the newest, or somebody could take every good word of the platform. */
const KEPT_MAX = 60;

/** `again`: the business had a form there before. */
export async function takeAddress(
  directory: DirectoryDb,
  address: { slug: string; businessId: string; formId: string; createdAt: number },
): Promise<"new" | "again" | "taken"> {
  const { slug, businessId, formId } = address;
  const inserted = await directory.insert(formAddresses).values(address).onConflictDoNothing().returning();
  if (inserted.length > 0) return "new";
  const kept = and(
    eq(formAddresses.slug, slug),
    eq(formAddresses.businessId, businessId),
    eq(formAddresses.formId, NO_FORM),
  );
  return (await directory.update(formAddresses).set({ formId }).where(kept).returning()).length > 0 ? "again" : "taken";
}

const byAddress = (slug: string, formId: string) => and(eq(formAddresses.slug, slug), eq(formAddresses.formId, formId));

/** Of a form that was not made after all. */
export const freeAddress = (directory: DirectoryDb, slug: string, formId: string) =>
  directory.delete(formAddresses).where(byAddress(slug, formId));

/** Of a form that was deleted. */
export async function keepAddress(
  directory: DirectoryDb,
  { businessId, slug, formId }: { businessId: string; slug: string; formId: string },
): Promise<void> {
  await directory.batch([
    directory.update(formAddresses).set({ formId: NO_FORM }).where(byAddress(slug, formId)),
    directory.delete(formAddresses).where(
      sql`${formAddresses.businessId} = ${businessId} and ${formAddresses.formId} = ${NO_FORM} and ${formAddresses.slug} not in
        (select slug from form_addresses as kept where kept.business_id = ${businessId} and kept.form_id = ${NO_FORM}
         order by kept.created_at desc, kept.slug = ${slug} desc, kept.slug limit ${KEPT_MAX})`,
    ),
  ]);
}

/** False: the business has as many as it may have. */
export async function insertForm(
  { db, businessId }: BusinessScope,
  form: FormFields & { id: string; slug: string; createdAt: number },
  most: number,
  line: BatchItem<"sqlite">,
): Promise<boolean> {
  const values = {
    ...form,
    questions: JSON.stringify(form.questions),
    isActive: form.isActive ? 1 : 0,
  };
  const [inserted] = await db.batch([
    db
      .insert(leadForms)
      .select(
        sql`select ${businessId}, ${values.id}, ${values.slug}, ${values.name}, ${values.title}, ${values.intro},
          ${values.questions}, ${values.consentText}, ${values.marketingText}, ${values.thanks}, ${values.assignedTo},
          ${values.isActive}, 1, ${values.createdAt}, 0, null
          where (select count(*) from lead_forms where business_id = ${businessId}) < ${most}`,
      )
      .returning({ id: leadForms.id }),
    line,
  ]);
  return inserted.length > 0;
}

/** False: somebody else has changed it since `version`. */
export async function updateForm(
  scope: BusinessScope,
  formId: string,
  { version, ...fields }: FormPatch,
  line: BatchItem<"sqlite">,
): Promise<boolean> {
  const [updated] = await scope.db.batch([
    scope.db
      .update(leadForms)
      .set({ ...fields, version: sql`${leadForms.version} + 1` })
      .where(and(byId(scope, formId), eq(leadForms.version, version)))
      .returning({ id: leadForms.id }),
    line,
  ]);
  return updated.length > 0;
}

export async function deleteForm(scope: BusinessScope, formId: string, line: BatchItem<"sqlite">): Promise<boolean> {
  const [deleted] = await scope.db.batch([
    scope.db.delete(leadForms).where(byId(scope, formId)).returning({ id: leadForms.id }),
    line,
  ]);
  return deleted.length > 0;
}

/** One more has come by it; in the batch of the intake. */
export const countSubmission = ({ businessId }: BusinessScope, formId: string, now: number): SQL =>
  sql`update lead_forms set leads = leads + 1, last_at = ${now} where business_id = ${businessId} and id = ${formId}`;

/** Whose form this is, and what its page says of the business. Undefined: nobody's, or of one that is suspended. */
export async function findFormOwner(directory: DirectoryDb, slug: string) {
  const [owner] = await directory
    .select({
      businessId: businesses.id,
      tenantDb: businesses.tenantDb,
      businessName: businesses.name,
      formId: formAddresses.formId,
      phone: sql<string | null>`(select ${channelAddresses.address} from ${channelAddresses}
        where ${channelAddresses.businessId} = ${businesses.id} and ${channelAddresses.channel} = 'phone'
        order by ${channelAddresses.createdAt} limit 1)`,
    })
    .from(formAddresses)
    .innerJoin(businesses, eq(businesses.id, formAddresses.businessId))
    .where(and(eq(formAddresses.slug, slug), eq(businesses.status, "active")));
  return owner;
}
