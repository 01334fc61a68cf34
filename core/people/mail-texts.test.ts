import { expect, test } from "vitest";
import { invitationMail } from "./mail-texts.ts";

const MAIL = {
  businessName: "נדל״ן הכרמל",
  inviterName: "אורלי בן דוד",
  role: "business" as const,
  link: "https://agentlocator.test/invitation#secret",
  days: 7,
};

test("an invitation says who invites, where to, as what, and carries the link on a line of its own", () => {
  const { subject, text } = invitationMail(MAIL);
  expect(subject).toBe("הזמנה להצטרף אל נדל״ן הכרמל");
  expect(text).toContain("אורלי בן דוד");
  expect(text).toContain("סוכן/ת");
  expect(text.split("\n")).toContain(MAIL.link);
});

test("a name with line breaks can neither begin a header nor a paragraph", () => {
  const { subject, text } = invitationMail({ ...MAIL, businessName: "משרד\r\nBcc: all@example.test" });
  expect(subject).toBe("הזמנה להצטרף אל משרד Bcc: all@example.test");
  expect(text.split("\n")).not.toContain("Bcc: all@example.test");
});
