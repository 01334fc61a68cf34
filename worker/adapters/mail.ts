/** Mail to people. Where no mail can be sent, the caller must show what would have been in it: nothing is dropped. */
export type Mail = { to: string; subject: string; text: string };

export type Mailer = {
  /** False: no mail goes out from here, or this one did not; pass the content on some other way. */
  send(mail: Mail): Promise<boolean>;
};

export const noMail: Mailer = { send: async () => false };
