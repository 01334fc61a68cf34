/**
 * Businesses that exist for the tests alone, made before the Worker starts. A test that changes settings, or makes OpenAI
 * fail, takes one: with a model of its own, its faults hit nobody else, so that all tests can run at the same time.
 */

/** How many each file takes. */
export const POOLS = {
  failures: 76,
  ends: 24,
  winds: 18,
  handOff: 8,
  midSentence: 8,
  frames: 8,
  webhooks: 24,
  greeting: 4,
  loss: 2,
  screen: 5,
  shell: 2,
  admin: 4,
  people: 10,
  account: 1,
  audit: 6,
  settings: 3,
  versions: 9,
  tabs: 2,
  network: 6,
  callBack: 3,
  leadList: 9,
  assignment: 3,
  looks: 3,
  focus: 12,
  axe: 1,
  proposals: 4,
  duplicates: 3,
  lines: 12,
  restart: 2,
  imports: 2,
  board: 7,
  forms: 5,
} as const;
export type Pool = keyof typeof POOLS;

export type TestBusiness = {
  slug: string;
  id: string;
  /** The number that is called. */
  phone: string;
  /** Rings it. */
  caller: string;
  /** Its Realtime model, by which the OpenAI stand-in tells it from the others. */
  model: string;
};

export const MANAGER = { email: "manager@e2e.test", password: "e2e-password-1" } as const;

/**
 * Manages the pools of which nearly every test needs somebody new, beside the other: one person sends sixty invitations
 * an hour and no more.
 */
export const SECOND_MANAGER = { email: "second-manager@e2e.test", password: MANAGER.password } as const;
const MANAGED_BY_TWO = /^e2e-(network|lines|restart|proposals|assignment|callBack|board)-/;
export const hasSecondManager = ({ slug }: Pick<TestBusiness, "slug">): boolean => MANAGED_BY_TWO.test(slug);

/** An agent of the first business of the pool "shell", and of no other. */
export const AGENT = { email: "agent@e2e.test", password: MANAGER.password } as const;

/** Of every business of the pools "assignment", "proposals", "lines", "restart" and "board": nobody's, with one call. */
export const waitingLead = ({ id }: Pick<TestBusiness, "id">) => ({
  id: `lead-of-${id}`,
  callId: `call-of-${id}`,
  name: "דנה לוי",
  phone: "+972525550777",
});

/** Beside that lead in the pool "duplicates": the same person, who rang from another number. */
export const twinOf = ({ id }: Pick<TestBusiness, "id">) => ({
  id: `twin-of-${id}`,
  name: "דנה לוי כהן",
  phone: "+972525550778",
  phoneTyped: "052-555-0777",
});

/** Leads of every business of the pool "leadList": of three in a row the last has come nearest to a deal. */
export const LISTED = 130;
export const listedLead = ({ id }: Pick<TestBusiness, "id">, nth: number) => ({
  id: `listed-${nth}-${id}`,
  name: `לקוח ${nth}`,
  status: ["new", "contacted", "qualified"][nth % 3] ?? "new",
});

/** Said of that lead by somebody who only spoke its number, in the pool "proposals". */
export const PROPOSAL = { name: "דנה לוי־כהן", area: "נווה שאנן", rooms: 4, notes: "מבקשת שיחזרו בערב" } as const;

/** Belongs to no business. */
export const LONER = { email: "loner@e2e.test", password: MANAGER.password } as const;

/** Spoken in two seconds, and by nobody else. */
export const GREETING = "שלום, כאן משרד הניסיונות.";

const numbers = new Map<Pool, number>();
const pools = Object.keys(POOLS) as Pool[];

export const testBusinesses = (): TestBusiness[] =>
  pools.flatMap((pool) => Array.from({ length: POOLS[pool] }, (_, index) => businessOf(pool, index)));

export const SUSPENDED = numbered("e2e-suspended", 999);

/** One that no other test has. */
export function nextBusiness(pool: Pool): TestBusiness {
  const index = numbers.get(pool) ?? 0;
  if (index >= POOLS[pool]) throw new Error(`the pool "${pool}" is used up`);
  numbers.set(pool, index + 1);
  return businessOf(pool, index);
}

function businessOf(pool: Pool, index: number): TestBusiness {
  const before = pools.slice(0, pools.indexOf(pool)).reduce((sum, each) => sum + POOLS[each], 0);
  return numbered(`e2e-${pool}-${index}`, before + index);
}

/** `number`: of up to three digits, and nobody else's. */
function numbered(slug: string, number: number): TestBusiness {
  const digits = String(number).padStart(3, "0");
  return {
    slug,
    id: `00000000-0000-4000-8000-000000000${digits}`,
    phone: `+97235551${digits}`,
    caller: `+97254100${digits}0`,
    model: `gpt-realtime-${slug}`,
  };
}
