import { expect, test } from "vitest";
import { FORM_SLUG, formFieldsSchema } from "../../../../core/forms/form.ts";
import { beginForm, changedOf, embedCode, frameHeight, freeSlug } from "./form-begin.ts";

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
  const form = { ...beginForm("x"), title: `"><script>` };
  expect(embedCode("https://x.test/f/carmel", form)).toBe(
    `<iframe src="https://x.test/f/carmel" title="&quot;&gt;&lt;script&gt;" style="width:100%;height:${frameHeight(form)}px;border:0" loading="lazy"></iframe>`,
  );
});

test("the frame is as high as what is asked", () => {
  const few = { ...beginForm("x"), questions: [] };
  const heights = [
    few,
    { ...few, questions: ["area" as const] },
    { ...few, questions: ["message" as const] },
    { ...few, questions: ["message" as const], consentText: "מילה ".repeat(200) },
  ].map(frameHeight);
  expect(heights.toSorted((one, other) => one - other)).toEqual(heights);
  expect(new Set(heights).size).toBe(4);
});

test("of a form that is changed only the change is sent", () => {
  const form = beginForm("x");
  expect(changedOf(form, { ...form, title: "אחרת", questions: ["email"] })).toEqual({
    title: "אחרת",
    questions: ["email"],
  });
  expect(changedOf(form, { ...form, marketingText: null })).toEqual({});
});
