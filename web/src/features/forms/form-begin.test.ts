import { expect, test } from "vitest";
import { FORM_SLUG, formFieldsSchema } from "../../../../core/forms/form.ts";
import { beginForm, embedCode, freeSlug } from "./form-begin.ts";

test("a new form has the business's own address, or the next that none of its forms has", () => {
  expect(freeSlug("carmel", [])).toBe("carmel");
  expect(freeSlug("carmel", ["carmel", "carmel-2"])).toBe("carmel-3");
  const long = freeSlug("a".repeat(60), ["a".repeat(37)]);
  expect([FORM_SLUG.test(long), long.length]).toEqual([true, 39]);
});

test("what it says at first needs a name alone", () => {
  expect(formFieldsSchema.safeParse({ ...beginForm("נדל״ן הכרמל"), name: "אתר הבית" }).success).toBe(true);
});

test("the code for a site holds whatever the form is called", () => {
  expect(embedCode("https://x.test/f/carmel", `"><script>`)).toBe(
    `<iframe src="https://x.test/f/carmel" title="&quot;&gt;&lt;script&gt;" style="width:100%;height:720px;border:0" loading="lazy"></iframe>`,
  );
});
