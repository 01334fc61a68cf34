/**
 * Where the sun sets for a business: Israeli cities, the middle of each in degrees (WGS 84) to about a kilometre, which
 * moves sunset by three seconds.
 *
 * `candleMinutes`: how long before sunset candles are lit there by custom, as Israeli calendars print it: 40 in Jerusalem,
 * 30 in Haifa, 20 elsewhere. A business can say otherwise.
 */
export type City = { latitude: number; longitude: number; candleMinutes: number };

const JERUSALEM_MINUTES = 40;
const HAIFA_MINUTES = 30;
const USUAL_MINUTES = 20;

const city = (latitude: number, longitude: number, candleMinutes = USUAL_MINUTES): City => ({
  latitude,
  longitude,
  candleMinutes,
});

export const CITIES = {
  acre: city(32.928, 35.082),
  afula: city(32.609, 35.289),
  ashdod: city(31.801, 34.644),
  ashkelon: city(31.669, 34.574),
  "bat-yam": city(32.017, 34.745),
  "beer-sheva": city(31.252, 34.791),
  "beit-shemesh": city(31.747, 34.988),
  "bnei-brak": city(32.081, 34.834),
  eilat: city(29.558, 34.952),
  hadera: city(32.434, 34.92),
  haifa: city(32.794, 34.99, HAIFA_MINUTES),
  herzliya: city(32.166, 34.844),
  holon: city(32.011, 34.775),
  jerusalem: city(31.768, 35.214, JERUSALEM_MINUTES),
  karmiel: city(32.919, 35.295),
  "kfar-saba": city(32.178, 34.908),
  "kiryat-shmona": city(33.208, 35.57),
  lod: city(31.947, 34.89),
  modiin: city(31.898, 35.01),
  nahariya: city(33.009, 35.098),
  nazareth: city(32.7, 35.304),
  netanya: city(32.322, 34.853),
  "petah-tikva": city(32.087, 34.888),
  raanana: city(32.185, 34.871),
  "ramat-gan": city(32.068, 34.825),
  rehovot: city(31.895, 34.811),
  "rishon-lezion": city(31.973, 34.793),
  safed: city(32.965, 35.496),
  "tel-aviv": city(32.085, 34.782),
  tiberias: city(32.796, 35.531),
} as const satisfies Record<string, City>;

export type CityId = keyof typeof CITIES;
export const CITY_IDS = Object.keys(CITIES) as [CityId, ...CityId[]];
