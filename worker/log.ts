/**
 * Structured logs: one JSON line an event. Fields named here travel through `child`. Never a secret, never a whole
 * phone number: numbers go through `maskPhone`.
 */
export type LogFields = Record<string, string | number | boolean | null | undefined | string[]>;

export type Logger = {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** `cause` is described with its own causes. */
  error(event: string, fields?: Record<string, unknown>): void;
  child(fields: LogFields): Logger;
};

export function createLogger(base: LogFields, write: (line: string) => void = console.log): Logger {
  const emit = (level: string, event: string, fields: Record<string, unknown> = {}) =>
    write(
      JSON.stringify({
        level,
        event,
        ...base,
        ...fields,
        ...("cause" in fields && { cause: describe(fields["cause"]) }),
      }),
    );
  return {
    info: (event, fields) => emit("info", event, fields),
    warn: (event, fields) => emit("warn", event, fields),
    error: (event, fields) => emit("error", event, fields),
    child: (fields) => createLogger({ ...base, ...fields }, write),
  };
}

function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return withoutPeople(String(cause));
  const own = `${cause.name}: ${withoutPeople(cause.message)}`;
  return cause.cause === undefined ? own : `${own} (${describe(cause.cause)})`;
}

/** A failed query names its parameters, which are people's names and numbers. */
const withoutPeople = (message: string): string =>
  (message.split("\nparams:")[0] ?? "").replace(/\+?\d{7,}/g, (number) => maskPhone(number));

const HIDDEN_AT_LEAST = 6;

/** `+972521234567` → `+9725******67`: enough to find a call again, not enough to ring anyone. */
export function maskPhone(phone: string): string {
  const end = phone.slice(-2);
  const start = phone.slice(0, Math.max(0, Math.min(5, phone.length - HIDDEN_AT_LEAST - end.length)));
  return `${start}${"*".repeat(Math.max(HIDDEN_AT_LEAST, phone.length - start.length - end.length))}${phone.length > 7 ? end : ""}`;
}
