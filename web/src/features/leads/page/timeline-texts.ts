/** Lines of the timeline in words. Pure. */
import type { TimelineEntry } from "../../../../../core/leads/timeline.ts";
import { he } from "../../../i18n/he.ts";
import { leadPage } from "../../../i18n/he/lead-page.ts";

const t = leadPage.timeline;

export function entryTitle(entry: TimelineEntry): string {
  switch (entry.source) {
    case "call":
      return t.call[entry.direction];
    case "note":
      return t.note(entry.byName ?? leadPage.provenance.somebody);
    case "consent": {
      const { channels, purposes } = leadPage.consents;
      return (entry.isGiven ? t.consentGiven : t.consentTaken)(channels[entry.channel], purposes[entry.purpose]);
    }
    case "proposal":
      return t.proposal[entry.decision];
    case "event":
      return t.event[entry.kind];
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value that a line has room for; null: nothing that reads well. */
function told(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "number") return value.toLocaleString("he-IL");
  if (Array.isArray(value)) return value.every((one) => typeof one === "string") ? value.join(", ") : null;
  return null;
}

const nameOf = (field: string): string => t.fields[field] ?? t.quiet;

function changeLine(field: string, change: unknown): string | null {
  if (field === "demand") {
    if (!isObject(change) || !("to" in change)) return t.demandChanged;
    return change["to"] === null ? t.demandRemoved : t.demandAdded;
  }
  if (!isObject(change)) return null;
  // The new value is an id: that another number is dialled is what matters.
  if (field === "firstPhone" || field === "doNotCall") return nameOf(field);
  const [from, to] = [told(change["from"]), told(change["to"])];
  if (to === null) return from === null ? nameOf(field) : t.cleared(nameOf(field));
  return from === null ? t.set(nameOf(field), to) : t.fromTo(nameOf(field), from, to);
}

/** What else a line says, below its title. */
export function entryLines(entry: TimelineEntry): string[] {
  switch (entry.source) {
    case "call":
      if (entry.status !== "ended") return [t.live];
      return entry.summary === null ? [] : [entry.summary];
    case "note":
      return [entry.text];
    case "consent":
      return [entry.evidence];
    case "proposal":
      return [];
    case "event":
      return eventLines(entry.kind, entry.data);
  }
}

function eventLines(kind: string, data: Record<string, unknown>): string[] {
  if (kind === "edited" && isObject(data["changes"]))
    return Object.entries(data["changes"]).flatMap(([field, change]) => changeLine(field, change) ?? []);
  if (kind === "kept") {
    const given = told(data["given"]);
    return given === null ? [] : [t.given(nameOf(String(data["field"])), given)];
  }
  if (kind === "created" || kind === "returned") {
    const source = Object.entries(he.leads.source).find(([name]) => name === data["source"]);
    return source ? [source[1]] : [];
  }
  const [from, to] = [nameIn(data["from"]), nameIn(data["to"])];
  if (kind === "status" || kind === "assigned") return [[from, to].filter(Boolean).join(" ← ")].filter(Boolean);
  const name = told(data["name"]);
  return name === null ? [] : [name];
}

const nameIn = (value: unknown): string | null => (isObject(value) ? told(value["name"]) : told(value));
