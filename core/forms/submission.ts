/** What somebody has sent by a form, read leniently: of people who write to an agency none is sent away for a comma. Pure. */
import { withoutEdges } from "../contract/edges.ts";
import { DEAL_TYPES, type DealType } from "../leads/deal-types.ts";
import type { DemandFields } from "../leads/demand.ts";
import type { FormQuestion } from "./form.ts";

/** As the fields of the page are called. */
export type Sent = Readonly<Record<string, string | undefined>>;

export type SubmissionProblem = "missing" | "too_long" | "not_an_email" | "not_a_number" | "consent_missing";
export type Problems = Partial<Record<string, SubmissionProblem>>;

export type Submission = {
  name: string;
  phone: string | null;
  email: string | null;
  message: string | null;
  demand: Partial<DemandFields>;
  /** Whether they agreed to offers as well. */
  wantsOffers: boolean;
  campaign: string | null;
};

const NAME_MAX = 120;
const PHONE_MAX = 40;
const EMAIL_MAX = 254;
const AREA_MAX = 120;
const MESSAGE_MAX = 2_000;
const CAMPAIGN_MAX = 200;
const ROOMS = { min: 1, max: 30 };
const BUDGET_MAX = 2_000_000_000;

/** A person before the sign, a place behind it; what is really one only its server knows. */
const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]{2,}$/;
/** Halves of characters and control characters come from broken clients; line breaks are the message's alone. */
const UNREADABLE = /(?![\t\n\r])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu;

const clean = (text: string | undefined): string => withoutEdges((text ?? "").toWellFormed().replace(UNREADABLE, ""));
const oneLine = (text: string | undefined): string => clean(text).replace(/\s+/gu, " ");

const BUDGET =
  /^(?:עד|בערך|כ-)?[₪\s]*(\d[\d,.\s]*?)\s*(מיליון|מליון|אלף|m|k)?[\s₪]*(?:ש["״]?ח|שקל|שקלים|nis)?\s*(?:לחודש|בחודש)?$/iu;
/** Thousands are parted in threes; anything else that is parted is a rest. */
const IN_THREES = /^\d{1,3}(?:([,.\s])\d{3})(?:\1\d{3})*$/;

/** "2,500,000 ₪", "2.5 מיליון", "עד 5 אלף לחודש". "2.5" alone is no sum: of shekels it is none, and millions were not said. */
export function sumOf(text: string): number | null {
  const [, digits = "", word = ""] = BUDGET.exec(text.trim()) ?? [];
  if (digits === "") return null;
  const factor = /^(?:מיליון|מליון|m)$/iu.test(word) ? 1_000_000 : /^(?:אלף|k)$/iu.test(word) ? 1_000 : 1;
  const isRest = factor > 1 && !IN_THREES.test(digits);
  const plain = isRest ? digits.replace(",", ".") : digits.replace(/[,.\s]/g, "");
  if (!isRest && plain !== digits && !IN_THREES.test(digits)) return null;
  const sum = Math.round(Number(plain) * factor);
  return Number.isFinite(sum) && sum >= 1 && sum <= BUDGET_MAX ? sum : null;
}

/** "3", "3.5", "3,5", "3 וחצי". */
export function roomsOf(text: string): number | null {
  const [, whole, rest, half] = /^(\d{1,2})(?:[.,](\d))?(\s*(?:וחצי|½))?(?:\s*(?:חדרים|חד['׳]))?$/u.exec(text) ?? [];
  if (whole === undefined) return null;
  const rooms = Number(`${whole}.${rest ?? 0}`) + (half ? 0.5 : 0);
  return rooms >= ROOMS.min && rooms <= ROOMS.max && Number.isInteger(rooms * 2) ? rooms : null;
}

/** Either what was sent, or what is wrong with it by the names of the fields; never both. */
export function readSubmission(
  sent: Sent,
  asked: readonly FormQuestion[],
): { submission: Submission; problems: null } | { submission: null; problems: Problems } {
  const problems: Problems = {};
  const text = (field: string, most: number, read = oneLine): string => {
    const value = read(sent[field]);
    if (value.length > most) problems[field] = "too_long";
    return value;
  };
  const isAsked = (question: FormQuestion) => asked.includes(question);
  const name = text("name", NAME_MAX);
  const phone = text("phone", PHONE_MAX);
  const email = isAsked("email") ? text("email", EMAIL_MAX) : "";
  const area = isAsked("area") ? text("area", AREA_MAX) : "";
  const message = isAsked("message") ? text("message", MESSAGE_MAX, clean) : "";
  if (name === "") problems["name"] = "missing";
  if (phone === "" && email === "") problems["phone"] = "missing";
  if (phone !== "" && !/\d/.test(phone)) problems["phone"] = "not_a_number";
  if (email !== "" && !EMAIL.test(email)) problems["email"] = "not_an_email";
  if (sent["consent"] !== "yes") problems["consent"] = "consent_missing";

  const number = (field: "rooms" | "budget", read: (given: string) => number | null): number | null => {
    const given = isAsked(field) ? oneLine(sent[field]) : "";
    if (given === "") return null;
    const value = read(given);
    if (value === null) problems[field] = "not_a_number";
    return value;
  };
  const rooms = number("rooms", roomsOf);
  const budget = number("budget", sumOf);
  if (Object.keys(problems).length > 0) return { submission: null, problems };

  const dealType = isAsked("deal") ? DEAL_TYPES.find((deal) => deal === sent["deal"]) : undefined;
  const demand: Partial<DemandFields> = {
    ...(dealType !== undefined && { dealType: dealType satisfies DealType }),
    ...(area !== "" && { areas: [area] }),
    ...(rooms !== null && { roomsMin: rooms, roomsMax: rooms }),
    ...(budget !== null && { priceMax: budget }),
  };
  const campaign = oneLine(sent["campaign"]).slice(0, CAMPAIGN_MAX);
  return {
    problems: null,
    submission: {
      name,
      phone: phone === "" ? null : phone,
      email: email === "" ? null : email,
      message: message === "" ? null : message,
      demand,
      wantsOffers: sent["offers"] === "yes",
      campaign: campaign === "" ? null : campaign,
    },
  };
}
