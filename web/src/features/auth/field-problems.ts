/** What is wrong with what was typed, in Hebrew; undefined where nothing is. The rules are those of core/auth/wire.ts. */
import {
  emailSchema,
  newPasswordSchema,
  PASSWORD_MAX_CHARS,
  PASSWORD_MIN_CHARS,
  personNameSchema,
} from "../../../../core/auth/wire.ts";
import { he } from "../../i18n/he.ts";

const NAME_MAX_CHARS = 80;

export function emailProblem(email: string): string | undefined {
  if (email.trim() === "") return he.auth.emailMissing;
  return emailSchema.safeParse(email).success ? undefined : he.auth.emailInvalid;
}

export function nameProblem(name: string): string | undefined {
  if (personNameSchema.safeParse(name).success) return undefined;
  return name.trim() === "" ? he.auth.invitation.nameMissing : he.auth.invitation.nameTooLong(NAME_MAX_CHARS);
}

export function newPasswordProblem(password: string): string | undefined {
  if (newPasswordSchema.safeParse(password).success) return undefined;
  const { missing, tooShort, tooLong } = he.auth.newPassword;
  if (password === "") return missing;
  return password.length < PASSWORD_MIN_CHARS ? tooShort(PASSWORD_MIN_CHARS) : tooLong(PASSWORD_MAX_CHARS);
}
