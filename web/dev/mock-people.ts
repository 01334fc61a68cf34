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
];

/** By address; every password is right but `wrong`. */
export const PEOPLE: Record<string, { name: string; roles: Array<[slug: string, role: "manager" | "business"]> }> = {
  "manager@carmel.test": {
    name: "מיכל לוי",
    roles: [
      ["carmel", "manager"],
      ["bayit", "manager"],
    ],
  },
  "agent@carmel.test": { name: "רון שגיא", roles: [["carmel", "business"]] },
  "manager@bayit.test": { name: "גלית מור", roles: [["bayit", "manager"]] },
  "admin@agentlocator.test": { name: "מנהל המערכת", roles: [] },
};
