/** A mailer that keeps what it is given. */
import type { MailText } from "../../../../core/auth/mail-texts.ts";
import type { Mailer, SendPermit } from "../../../../worker/adapters/mail.ts";

export type Mail = MailText & { to: string };

/** `goesOut`: what it answers; false as one that could not be sent. */
export function keptMail({ goesOut = true } = {}): { mails: Mail[]; mail: Mailer } {
  const mails: Mail[] = [];
  return { mails, mail: { send: async ({ to }, text) => (mails.push({ to, ...text }), goesOut) } };
}

/** The tests of the mailer alone have no sender who must be counted. */
export const permitTo = (to: string) => ({ to }) as SendPermit;
