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
      "הקישור תקף לשעה ולשימוש אחד.",
      "אם לא ביקשת סיסמה חדשה, אין צורך לעשות דבר: הסיסמה שלך נשארת כפי שהיא.",
      "",
      SIGNATURE,
    ].join("\n"),
  };
}

/** To the owner of an account, after its password was changed by whomever. */
export function newPasswordMail({ name }: { name: string }): MailText {
  return {
    subject: "הסיסמה שלך הוחלפה",
    text: [
      `שלום ${name},`,
      "",
      "הסיסמה של החשבון שלך הוחלפה עכשיו, וכל המכשירים האחרים נותקו.",
      'לא החלפת סיסמה? אפשר לבחור סיסמה חדשה בדף הכניסה, דרך "שכחתי סיסמה", ולספר על כך לצוות התמיכה.',
      "",
      SIGNATURE,
    ].join("\n"),
  };
}
