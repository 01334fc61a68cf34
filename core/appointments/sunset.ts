/**
 * When the sun sets, by the equations of NOAA's Solar Calculator (after Jean Meeus, Astronomical Algorithms; good to a
 * minute at Israel's latitudes). Sunset is when the sun's centre stands 90.833° from the zenith: its upper rim touches a
 * level horizon at sea level, with the refraction of average air.
 */
import { DAY_MS } from "./days.ts";

const ZENITH_DEGREES = 90.833;
const MINUTE_MS = 60_000;
/** 1 January 2000, 12:00 UTC, from which the equations count Julian centuries. */
const J2000_MS = Date.UTC(2000, 0, 1, 12);
const CENTURY_MS = 36_525 * DAY_MS;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const degrees = (radians: number): number => (radians * 180) / Math.PI;
const sin = (angle: number): number => Math.sin(radians(angle));
const cos = (angle: number): number => Math.cos(radians(angle));
const tan = (angle: number): number => Math.tan(radians(angle));

/** `declination` in degrees; `equation`: minutes by which a sundial is ahead of the clock. */
function sunAt(at: number): { declination: number; equation: number } {
  const t = (at - J2000_MS) / CENTURY_MS;
  const meanLongitude = (280.46646 + t * (36_000.76983 + t * 0.0003032)) % 360;
  const anomaly = 357.52911 + t * (35_999.05029 - 0.0001537 * t);
  const eccentricity = 0.016708634 - t * (0.000042037 + 0.0000001267 * t);
  const centre =
    sin(anomaly) * (1.914602 - t * (0.004817 + 0.000014 * t)) +
    sin(2 * anomaly) * (0.019993 - 0.000101 * t) +
    sin(3 * anomaly) * 0.000289;
  const node = 125.04 - 1934.136 * t;
  const longitude = meanLongitude + centre - 0.00569 - 0.00478 * sin(node);
  const obliquity = 23 + (26 + (21.448 - t * (46.815 + t * (0.00059 - t * 0.001813))) / 60) / 60 + 0.00256 * cos(node);
  const y = tan(obliquity / 2) ** 2;
  const equation =
    4 *
    degrees(
      y * sin(2 * meanLongitude) -
        2 * eccentricity * sin(anomaly) +
        4 * eccentricity * y * sin(anomaly) * cos(2 * meanLongitude) -
        0.5 * y * y * sin(4 * meanLongitude) -
        1.25 * eccentricity * eccentricity * sin(2 * anomaly),
    );
  return { declination: degrees(Math.asin(sin(obliquity) * sin(longitude))), equation };
}

/**
 * Unix ms of the sunset that ends the civil day `day` (days since 1970, as `dayNumber` counts them) at a place in degrees,
 * east positive. Between the polar circles: beyond them there are days without one (NaN).
 */
export function sunsetOn(day: number, { latitude, longitude }: { latitude: number; longitude: number }): number {
  const sunsetBy = (at: number): number => {
    const { declination, equation } = sunAt(at);
    const hourAngle = degrees(
      Math.acos(cos(ZENITH_DEGREES) / (cos(latitude) * cos(declination)) - tan(latitude) * tan(declination)),
    );
    return day * DAY_MS + (720 + 4 * (hourAngle - longitude) - equation) * MINUTE_MS;
  };
  // The sun moves on between the guess (six in the evening) and its setting: by then the second answer is exact to 1 s.
  const evening = day * DAY_MS + (18 * 60 - 4 * longitude) * MINUTE_MS;
  return sunsetBy(sunsetBy(evening));
}
