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

/** Whether the address was free, or is this form's already: a founding that broke off can be repeated. */
export async function takeAddress(
  directory: DirectoryDb,
  address: { slug: string; businessId: string; formId: string; createdAt: number },
): Promise<boolean> {
  await directory.insert(formAddresses).values(address).onConflictDoNothing();
  const [owner] = await directory
    .select({ formId: formAddresses.formId, businessId: formAddresses.businessId })
    .from(formAddresses)
    .where(eq(formAddresses.slug, address.slug));
  return owner?.formId === address.formId && owner.businessId === address.businessId;
}

export const giveAddressUp = (directory: DirectoryDb, slug: string, formId: string) =>
  directory.delete(formAddresses).where(and(eq(formAddresses.slug, slug), eq(formAddresses.formId, formId)));

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
