/** Who may sign in to the stand-in API, and how the assistant is set. */
import { DEFAULT_CALL_LIMITS, DEFAULT_TURN_DETECTION } from "../../core/business/settings.ts";

export const settings = {
  assistantName: "דן",
  voice: "cedar" as const,
  greeting: "שלום, הגעתם לנדל״ן הכרמל. מדבר דן, העוזר הדיגיטלי של המשרד, והשיחה מוקלטת. איך אפשר לעזור?",
  aiPrompt:
    "משרד תיווך בחיפה: מרכז הכרמל, דניה, אחוזה, נווה שאנן והדר.\n\nלשאול כל לקוח: קנייה או שכירות, אזור, מספר חדרים, תקציב, ומתי נוח לסייר.\nלא להבטיח מחירים ולא להתחייב על מועד. כשלקוח מבקש סוכן, להעביר מיד.",
  realtimeModel: null,
  textModel: null,
  transcribeModel: null,
  turnDetection: DEFAULT_TURN_DETECTION,
  limits: DEFAULT_CALL_LIMITS,
  handoffPhone: "+972521234567",
  version: 7,
  updatedAt: Date.now() - 3 * 24 * 3_600_000,
};

export const BUSINESSES = [
  { businessId: "b-carmel", slug: "carmel", name: "נדל״ן הכרמל", status: "active" as const, agentsSee: "all" as const },
  { businessId: "b-bayit", slug: "bayit", name: "בית וגן נכסים", status: "active" as const, agentsSee: "all" as const },
  {
    businessId: "b-galil",
    slug: "galil",
    name: "קבוצת הגליל העליון והגולן לתיווך, שיווק וניהול נכסים בע״מ",
    status: "suspended" as const,
    agentsSee: "own" as const,
  },
];

type Person = {
  name: string;
  roles: Array<[slug: string, role: "manager" | "business"]>;
  platformRole?: "admin";
};

/** By address; every password is right but `wrong`. */
export const PEOPLE: Record<string, Person> = {
  "manager@carmel.test": {
    name: "מיכל לוי",
    roles: [
      ["carmel", "manager"],
      ["bayit", "manager"],
      ["galil", "business"],
    ],
  },
  "agent@carmel.test": { name: "רון שגיא", roles: [["carmel", "business"]] },
  "manager@bayit.test": { name: "גלית מור", roles: [["bayit", "manager"]] },
  "admin@agentlocator.test": { name: "יעל הראל", roles: [], platformRole: "admin" },
  "nobody@agentlocator.test": { name: "עידו פרץ", roles: [] },
};

/** Somebody of the platform who is here in another's name; the cookie `mock-impersonated` holds when that ends. */
export const IMPERSONATOR = { email: "admin@agentlocator.test", reason: "המשרד ביקש עזרה בהגדרת ההודעה הפותחת" };
