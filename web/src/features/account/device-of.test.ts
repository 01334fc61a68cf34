import { describe, expect, it } from "vitest";
import { deviceOf, deviceText } from "./device-of.ts";

const CHROME_WINDOWS =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const EDGE_WINDOWS = `${CHROME_WINDOWS} Edg/142.0.0.0`;
const SAFARI_IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1";
const CHROME_IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0.7444.46 Mobile/15E148 Safari/604.1";
const SAMSUNG_PHONE =
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36";
const CHROME_TABLET =
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const FIREFOX_MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0";

describe("a device in words", () => {
  it.each([
    [CHROME_WINDOWS, "Chrome ב־Windows", "desk"],
    [EDGE_WINDOWS, "Edge ב־Windows", "desk"],
    [SAFARI_IPHONE, "Safari באייפון", "phone"],
    [CHROME_IPHONE, "Chrome באייפון", "phone"],
    [SAMSUNG_PHONE, "Samsung Internet באנדרואיד", "phone"],
    [CHROME_TABLET, "Chrome באנדרואיד", "tablet"],
    [FIREFOX_MAC, "Firefox ב־Mac", "desk"],
  ])("is read from %s", (userAgent, text, kind) => {
    expect(deviceText(userAgent)).toBe(text);
    expect(deviceOf(userAgent).kind).toBe(kind);
  });

  it("is not guessed when nothing is known", () => {
    expect(deviceText(null)).toBe("מכשיר לא מזוהה");
    expect(deviceText("curl/8.5.0")).toBe("מכשיר לא מזוהה");
    expect(deviceText("Mozilla/5.0 (X11; Linux x86_64)")).toBe("דפדפן ב־Linux");
  });
});
