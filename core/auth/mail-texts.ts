/** Mails about one's account, in Hebrew. */

export type MailText = { subject: string; text: string };

const SIGNATURE = "AgentLocator";

/** `link` stands alone in its line, left to right, so that every mail program makes it one to press. */
export function resetMail({ name, link }: { name: string; link: string }): MailText {
  return {
    subject: "בחירת סיסמה חדשה",
    text: [
      `שלום ${name},`,
      "",
      "ביקשו לבחור סיסמה חדשה לחשבון שלך. כדי לבחור אותה, יש לפתוח את הקישור:",
      "",
      link,
      "",
      "הקישור טוב לשעה אחת ולפעם אחת.",
      "אם לא ביקשת סיסמה חדשה, אין צורך לעשות דבר: הסיסמה שלך נשארת כפי שהיא.",
      "",
      SIGNATURE,
    ].join("\n"),
  };
}
