/** Compares a finished call, and what the product has on record of it, with what the scenario expects. Pure. */
import type { Cut, Gap } from "../twilio/measure.ts";
import type { CallDetail } from "./product-api.ts";
import type { Expectation } from "./schema.ts";

export interface Check {
  what: string;
  ok: boolean;
  got: string;
  /** A matter of timing: counts only under `--strict`, because a busy machine is late by itself. */
  timing: boolean;
}

/** What the caller's end of the call has seen and heard. */
export interface Heard {
  twilioStatus: string;
  streams: number;
  twimlSays: string[];
  violations: string[];
  errors: string[];
  gaps: Gap[];
  cuts: Cut[];
}

export function checkHeard(expected: Expectation, heard: Heard): Check[] {
  const checks = [
    fact("no mistakes towards Twilio", heard.violations.length === 0, heard.violations.join("; ") || "none"),
    fact("no errors", heard.errors.length === 0, heard.errors.join("; ") || "none"),
  ];
  const { twilioStatus, streams, twimlSays, cuts, maxDeadAirMs, maxHeardAfterClearMs } = expected;
  if (twilioStatus !== undefined) {
    const what = `call status at Twilio: ${twilioStatus.join(" or ")}`;
    checks.push(
      fact(
        what,
        twilioStatus.some((status) => status === heard.twilioStatus),
        heard.twilioStatus,
      ),
    );
  }
  if (streams !== undefined)
    checks.push(fact(`${streams} media streams`, heard.streams === streams, String(heard.streams)));
  for (const text of twimlSays) {
    const what = `Twilio's voice says "${text}"`;
    checks.push(
      fact(
        what,
        heard.twimlSays.some((said) => said.includes(text)),
        heard.twimlSays.join(" / ") || "nothing",
      ),
    );
  }
  if (cuts > 0)
    checks.push(fact(`the assistant is cut off ${cuts} times`, heard.cuts.length >= cuts, String(heard.cuts.length)));
  if (heard.cuts.length > 0) {
    const stale = Math.max(...heard.cuts.map(({ heardMs }) => heardMs));
    checks.push(
      timing(
        `nothing stale after a cut (${maxHeardAfterClearMs} ms)`,
        stale <= maxHeardAfterClearMs,
        `${Math.round(stale)} ms`,
      ),
    );
  }
  if (heard.gaps.length > 0) {
    const longest = Math.max(...heard.gaps.map(({ ms }) => ms));
    checks.push(timing(`dead air under ${maxDeadAirMs} ms`, longest <= maxDeadAirMs, `${Math.round(longest)} ms`));
  }
  return checks;
}

export function checkRecord(expected: Expectation, call: CallDetail | undefined): Check[] {
  if (!expected.recorded) return [fact("no record of the call", call === undefined, call?.id ?? "none")];
  if (call === undefined) return [fact("a record of the call", false, "none")];
  const { status, endReason, failureCode, turns, saidOnce, lead, events } = expected;
  const checks = [fact(`status: ${status}`, call.status === status, call.status)];
  if (endReason !== undefined) {
    const what = `end reason: ${endReason.join(" or ")}`;
    checks.push(
      fact(
        what,
        endReason.some((reason) => reason === call.endReason),
        String(call.endReason),
      ),
    );
  }
  if (failureCode !== undefined) {
    checks.push(
      fact(`failure: ${failureCode ?? "none"}`, call.failureCode === failureCode, call.failureCode ?? "none"),
    );
  }
  let from = 0;
  for (const turn of turns) {
    const at = call.turns.findIndex(
      ({ role, text, interrupted }, index) =>
        index >= from &&
        role === turn.role &&
        text.includes(turn.includes) &&
        (turn.interrupted === undefined || turn.interrupted === interrupted),
    );
    const mood = turn.interrupted === undefined ? "" : turn.interrupted ? " (cut off)" : " (heard out)";
    checks.push(fact(`${turn.role}: "${turn.includes}"${mood}`, at >= 0, at >= 0 ? `turn ${at + 1}` : "missing"));
    if (at >= 0) from = at + 1;
  }
  for (const text of saidOnce) {
    const count = call.turns.filter((turn) => turn.role === "assistant" && turn.text.includes(text)).length;
    checks.push(fact(`"${text}" is said once`, count === 1, `${count} times`));
  }
  for (const [kind, least] of Object.entries(events)) {
    const count = call.events.filter((event) => event.kind === kind).length;
    checks.push(fact(`event ${kind}${least > 1 ? ` × ${least}` : ""}`, count >= least, String(count)));
  }
  return [...checks, ...checkLead(lead, call.lead)];
}

function checkLead(expected: Expectation["lead"], lead: CallDetail["lead"]): Check[] {
  if (expected === undefined) return [];
  if (expected === null) return [fact("no lead", lead === null, lead === null ? "none" : String(lead["name"]))];
  if (lead === null) return [fact("a lead", false, "none")];
  return Object.entries(expected).map(([field, wanted]) => {
    const got = factOf(lead, field);
    const ok = typeof wanted === "string" && typeof got === "string" ? got.includes(wanted) : got === wanted;
    return fact(`lead ${field}: ${wanted}`, ok, String(got));
  });
}

/** What scenarios call the parts of a wish, in the demand that the API answers with. */
const IN_DEMAND: Readonly<Record<string, string>> = {
  dealType: "dealType",
  rooms: "roomsMin",
  budget: "priceMax",
  area: "areas",
};

/** Of the lead itself, or of the demand that was spoken of last. */
function factOf(lead: Record<string, unknown>, field: string): unknown {
  const name = IN_DEMAND[field];
  if (name === undefined) return lead[field];
  const [demand] = Array.isArray(lead["demands"]) ? (lead["demands"] as Record<string, unknown>[]) : [];
  const value = demand?.[name];
  return Array.isArray(value) ? value.join(", ") : value;
}

function fact(what: string, ok: boolean, got: string): Check {
  return { what, ok, got, timing: false };
}

function timing(what: string, ok: boolean, got: string): Check {
  return { what, ok, got, timing: true };
}
