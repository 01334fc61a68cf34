import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { businessBodySchema } from "../../../../../core/admin/wire.ts";
import { suggestSlug } from "./suggest-slug.ts";

describe("the link proposed for a business", () => {
  it.each([
    ["נדל״ן הכרמל", "nadlan-carmel"],
    ["בית וגן נכסים", "bayit-ogn-nechasim"],
    ['נדל"ן 24', "nadlan-24"],
    ["RE/MAX חיפה", "re-max-haifa"],
    ["Café Real Estate", "cafe-real-estate"],
    ["שִׁכּוּן", "shkon"],
  ])("of %s is %s", (name, slug) => {
    expect(suggestSlug(name)).toBe(slug);
  });

  it("is nothing where nothing can be written in Latin letters", () => {
    expect(["", " ", "🏠", "א", "株式会社"].map(suggestSlug)).toEqual(["", "", "", "", ""]);
  });

  it("is left out or is one that the server takes, whatever the name", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(..."אבגדהוזחטיכלמנסעפצקרשת -״1z") })),
        (name) => {
          const slug = suggestSlug(name);
          expect(slug === "" || businessBodySchema.shape.slug.safeParse(slug).success).toBe(true);
        },
      ),
    );
  });
});
