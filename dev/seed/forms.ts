/** A form of each demo business, at its own address: `/f/carmel`. */
import { eq } from "drizzle-orm";
import type { FormFields } from "../../core/forms/form.ts";
import { directoryDb } from "../../worker/db/directory/client.ts";
import { formAddresses } from "../../worker/db/directory/schema.ts";
import { leadForms } from "../../worker/db/tenant/schema.ts";
import { drizzle } from "drizzle-orm/d1";
import { SEED_BUSINESSES } from "./businesses.ts";
import { businessId, seedId } from "./ids.ts";

const formOf = (office: string): FormFields => ({
  name: "אתר הבית",
  title: `מחפשים דירה? ${office} יחזרו אליכם`,
  intro: "כמה פרטים, ואחד מהסוכנים שלנו חוזר אליכם עוד היום.",
  questions: ["deal", "area", "rooms", "budget", "message"],
  consentText: `אני מאשר/ת ל${office} לשמור את הפרטים שלי ולחזור אליי בטלפון או בהודעה.`,
  marketingText: `אשמח לקבל מ${office} הצעות ועדכונים בהודעות ובמייל. אפשר לבטל בכל רגע.`,
  thanks: "תודה! קיבלנו את הפרטים ונחזור אליכם עוד היום.",
  assignedTo: null,
  isActive: true,
});

/** What is there stays as it is; an address that somebody has taken meanwhile stays theirs. */
export async function seedForms(directory: D1Database, tenant: D1Database, now: number): Promise<void> {
  const db = directoryDb(directory);
  for (const { slug, name } of SEED_BUSINESSES) {
    const [id, of] = [seedId(`form/${slug}`), businessId(slug)];
    await db.insert(formAddresses).values({ slug, businessId: of, formId: id, createdAt: now }).onConflictDoNothing();
    const [owner] = await db.select().from(formAddresses).where(eq(formAddresses.slug, slug));
    if (owner?.formId !== id) continue;
    await drizzle(tenant)
      .insert(leadForms)
      .values({ ...formOf(name), businessId: of, id, slug, createdAt: now, version: 1, leads: 0 })
      .onConflictDoNothing();
  }
}
