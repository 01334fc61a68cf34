/**
 * Which browser on which device, from what browsers say of themselves (`User-Agent`). Everybody pretends to be somebody
 * older, so the most particular name is looked for first. Pure.
 */
import { he } from "../../i18n/he.ts";

type Browser = keyof typeof he.account.device.browser;
type System = keyof typeof he.account.device.on;
export type Device = { browser: Browser | null; system: System | null; kind: "desk" | "phone" | "tablet" | "unknown" };

const BROWSERS: ReadonlyArray<[RegExp, Browser]> = [
  [/\bEdg(?:e|A|iOS)?\//, "edge"],
  [/\bOPR\/|\bOPT\/|\bOpera\b/, "opera"],
  [/\bSamsungBrowser\//, "samsung"],
  [/\bFirefox\/|\bFxiOS\//, "firefox"],
  [/Chrom(?:e|ium)\/|\bCriOS\//, "chrome"],
  [/\bSafari\//, "safari"],
];

const SYSTEMS: ReadonlyArray<[RegExp, System, Device["kind"]]> = [
  [/\biPhone\b|\biPod\b/, "iphone", "phone"],
  [/\biPad\b/, "ipad", "tablet"],
  // Google's rule: a telephone says "Mobile", a tablet does not.
  [/\bAndroid\b.*\bMobile\b/, "android", "phone"],
  [/\bAndroid\b/, "android", "tablet"],
  [/\bCrOS\b/, "chromeos", "desk"],
  [/\bWindows\b/, "windows", "desk"],
  [/\bMacintosh\b/, "mac", "desk"],
  [/\bLinux\b|\bX11\b/, "linux", "desk"],
];

export function deviceOf(userAgent: string | null): Device {
  const text = userAgent ?? "";
  const browser = BROWSERS.find(([sign]) => sign.test(text))?.[1] ?? null;
  const [, system = null, kind = "unknown" as const] = SYSTEMS.find(([sign]) => sign.test(text)) ?? [];
  return { browser, system, kind };
}

/** "Chrome ב־Windows". */
export function deviceText(userAgent: string | null): string {
  const { browser, system } = deviceOf(userAgent);
  const t = he.account.device;
  if (!browser && !system) return t.unknown;
  const name = browser ? t.browser[browser] : t.unknownBrowser;
  return system ? `${name} ${t.on[system]}` : name;
}
