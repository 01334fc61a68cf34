/**
 * Mail to people, through Cloudflare's Email Service
 * (https://developers.cloudflare.com/email-service/api/send-emails/workers-api/). Where no mail can be sent, the caller
 * must show what would have been in it: nothing is dropped.
 */
import type { MailText } from "../../core/auth/mail-texts.ts";
import type { Logger } from "../log.ts";
import { withinTime } from "../within-time.ts";

declare const permitted: unique symbol;

/** That one more mail may go to this address: made where sendings are counted (features/auth/sending), nowhere else. */
export type SendPermit = { readonly to: string; readonly [permitted]: true };

export type Mailer = {
  /** No mail goes out from here, ever: known before one is written. */
  readonly off?: true;
  /** False: no mail goes out from here, or this one did not; pass the content on some other way. Never throws. */
  send(permit: SendPermit, mail: MailText): Promise<boolean>;
};

export const noMail: Mailer = { off: true, send: async () => false };

const SENDER_NAME = "AgentLocator";

/** Somebody waits for the answer that says whether a mail is on its way. */
const TIMEOUT_MS = 10_000;

type Binding = Pick<SendEmail, "send">;

/** `from`: an address of a domain that is set up for sending. The binding encodes subject and text itself. */
export const cloudflareMail = (binding: Binding, from: string, log: Pick<Logger, "error">): Mailer => ({
  async send({ to }, { subject, text }) {
    try {
      await withinTime(
        binding.send({ from: { email: from, name: SENDER_NAME }, to, subject: oneLine(subject), text }),
        TIMEOUT_MS,
      );
      return true;
    } catch (cause) {
      // The address of a person belongs into no log; the platform's errors carry a code.
      const { code = "unknown" } = cause as { code?: unknown };
      log.error("mail_not_sent", { code: String(code), cause: new Error(withoutAddresses(messageOf(cause))) });
      return false;
    }
  },
});

/** Names of people and businesses stand in subjects, and a header ends with its line. */
const oneLine = (subject: string): string => subject.replaceAll(/\p{Cc}+/gu, " ").trim();

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

const withoutAddresses = (message: string): string => message.replaceAll(/[^\s<>"']+@[^\s<>"']+/g, "…@…");
