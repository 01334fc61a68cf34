/** Mails to people who are to join a business. */
import type { Role } from "../auth/permissions.ts";

export type InvitationMail = {
  businessName: string;
  /** Who invites. */
  inviterName: string;
  role: Role;
  link: string;
  /** Whole days until the link is over. */
  days: number;
};

const ROLE_NAMES: Record<Role, string> = { manager: "מנהל/ת", business: "סוכן/ת" };

export function invitationMail(mail: InvitationMail): { subject: string; text: string } {
  const [business, inviter] = [oneLine(mail.businessName), oneLine(mail.inviterName)];
  return {
    subject: `הזמנה להצטרף אל ${business}`,
    text: [
      "שלום,",
      "",
      `${inviter} מזמין/ה אותך להצטרף אל ${business} במערכת AgentLocator, בתפקיד ${ROLE_NAMES[mail.role]}.`,
      "",
      "כדי להצטרף, פותחים את הקישור:",
      mail.link,
      "",
      `הקישור אישי, ותקף ל־${mail.days} ימים. אם ההזמנה לא מיועדת לך, אפשר להתעלם מהודעה זו.`,
    ].join("\n"),
  };
}

/** Names are typed by people; a line break in one would begin a new paragraph, or a new header of the mail. */
const oneLine = (name: string): string => name.replace(/[\s\p{Cc}]+/gu, " ").trim();
