/** Printed times, and a second way to find the sun. */
import { describe, expect, test } from "vitest";
import { CITIES, type CityId } from "./cities.ts";
import { dateOfDay, dayNumber } from "./days.ts";
import { sunsetOn } from "./sunset.ts";

const MINUTE_MS = 60_000;
const ISRAEL = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Jerusalem", dateStyle: "short", timeStyle: "short" });

/** Local times of tables that people use. */
const KNOWN: [date: string, city: CityId, utc: string, shown: string][] = [
  ["2026-03-20", "jerusalem", "15:50", "20/03/2026, 17:50"],
  ["2026-06-21", "jerusalem", "16:47", "21/06/2026, 19:47"],
  ["2026-09-23", "jerusalem", "15:35", "23/09/2026, 18:34"],
  ["2026-12-21", "jerusalem", "14:39", "21/12/2026, 16:39"],
  ["2026-03-20", "tel-aviv", "15:52", "20/03/2026, 17:52"],
  ["2026-06-21", "tel-aviv", "16:50", "21/06/2026, 19:50"],
  ["2026-09-23", "tel-aviv", "15:37", "23/09/2026, 18:36"],
  ["2026-12-21", "tel-aviv", "14:40", "21/12/2026, 16:40"],
  // By candle lighting in calendars: 15:55 in Jerusalem, 40 minutes before; 16:04 in Haifa, 30 before.
  ["2011-12-02", "jerusalem", "14:35", "02/12/2011, 16:35"],
  ["2019-12-06", "jerusalem", "14:35", "06/12/2019, 16:35"],
  ["2019-12-06", "haifa", "14:34", "06/12/2019, 16:33"],
];

test.each(KNOWN)("on %s the sun sets in %s at %s UTC, to two minutes", (date, city, utc, shown) => {
  const sunset = sunsetOn(dayNumber(date), CITIES[city]);
  expect(Math.abs(sunset - Date.parse(`${date}T${utc}Z`))).toBeLessThanOrEqual(2 * MINUTE_MS);
  expect(ISRAEL.format(sunset)).toBe(shown);
});

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The sun's altitude in degrees without refraction, by the Astronomical Almanac's low-precision formula (to 0.01°). */
function altitude(at: number, { latitude, longitude }: { latitude: number; longitude: number }): number {
  const n = at / 86_400_000 - 10_957.5;
  const meanLongitude = 280.46 + 0.9856474 * n;
  const anomaly = radians(357.528 + 0.9856003 * n);
  const ecliptic = radians(meanLongitude + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly));
  const obliquity = radians(23.439 - 0.0000004 * n);
  const ascension = Math.atan2(Math.cos(obliquity) * Math.sin(ecliptic), Math.cos(ecliptic));
  const declination = Math.asin(Math.sin(obliquity) * Math.sin(ecliptic));
  const siderealDegrees = 280.46062 + 360.98564737 * n;
  const hourAngle = radians(siderealDegrees + longitude) - ascension;
  const [north, sun] = [radians(latitude), declination];
  return (
    (Math.asin(Math.sin(north) * Math.sin(sun) + Math.cos(north) * Math.cos(sun) * Math.cos(hourAngle)) * 180) / Math.PI
  );
}

describe.each(Object.entries(CITIES))("in %s", (_, city) => {
  const year = Array.from({ length: 366 }, (_, index) => dayNumber("2027-12-31") + index);

  test("the sun's centre stands 0.833° below the horizon at sunset, on each day", () => {
    for (const day of year) expect(altitude(sunsetOn(day, city), city), dateOfDay(day)).toBeCloseTo(-0.833, 1.3);
  });

  test("it lies in Israel, and sets between half past four and ten to eight", () => {
    expect(city.latitude).toBeGreaterThan(29.4);
    expect(city.latitude).toBeLessThan(33.4);
    expect(city.longitude).toBeGreaterThan(34.2);
    expect(city.longitude).toBeLessThan(35.9);
    for (const day of year) {
      const time = ISRAEL.format(sunsetOn(day, city)).slice(12);
      expect(time >= "16:30" && time <= "19:55", `${dateOfDay(day)} ${time}`).toBe(true);
    }
  });

  test("43 minutes later the sun is 8.5° below the horizon, to half a minute: the usual end of Shabbat is never too early", () => {
    for (const day of year) {
      const low = altitude(sunsetOn(day, city) + 43 * MINUTE_MS, city);
      expect(low, dateOfDay(day)).toBeLessThanOrEqual(-8.4);
    }
  });
});
