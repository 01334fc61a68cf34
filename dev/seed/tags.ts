/** A few tags of the demo businesses, and who has them. What is there stays as it is. */
import type { drizzle } from "drizzle-orm/d1";
import type { StatusColor } from "../../core/leads/status-rules.ts";
import { tagKey } from "../../core/leads/tags.ts";
import { leadTags, tags } from "../../worker/db/tenant/schema.ts";
import { businessId, seedId } from "./ids.ts";

/** `leads`: slugs. */
type SeedTag = { name: string; color: StatusColor; leads: string[] };

const SEED_TAGS: Record<string, SeedTag[]> = {
  carmel: [
    { name: "דחוף", color: "red", leads: ["michal-shani", "yossi-peretz", "noa-friedman"] },
    { name: "משקיע", color: "purple", leads: ["samer-khoury", "sergey-kaplan"] },
    { name: "אישור עקרוני", color: "green", leads: ["michal-shani", "amit-segal-dayan"] },
    { name: "צריך ממ״ד", color: "blue", leads: ["michal-shani"] },
  ],
};

/** Its leads are there already. */
export async function seedTags(db: ReturnType<typeof drizzle>, slug: string, now: number): Promise<void> {
  const of = businessId(slug);
  for (const { name, color, leads } of SEED_TAGS[slug] ?? []) {
    const id = seedId(`tag/${slug}/${name}`);
    const made = await db
      .insert(tags)
      .values({ businessId: of, id, name, nameKey: tagKey(name), color, createdAt: now })
      .onConflictDoNothing()
      .returning({ id: tags.id });
    if (made.length === 0) continue;
    for (const lead of leads)
      await db
        .insert(leadTags)
        .values({ businessId: of, leadId: seedId(`lead/${slug}/${lead}`), tagId: id })
        .onConflictDoNothing();
  }
}
