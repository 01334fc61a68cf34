/** The page that a customer opens: right to left, readable on any phone, without a script. `html` escapes what is put in. */
import { html, raw } from "hono/html";
import type { SharedListing } from "./service.ts";
import { SHARED_PAGE_STYLE } from "./style.ts";
import { FEATURE_WORDS } from "../../../../core/listings/features.ts";
import { DEAL_WORDS, PROPERTY_WORDS } from "../../../../core/listings/kinds.ts";
import { floorOf, roomsInWords } from "../../../../core/listings/said.ts";
import type { ListingPhoto } from "../../../../core/listings/wire.ts";

/** As one piece: the page's policy names what stands between the tags by its hash, to the last space. */
const STYLE_SHEET = raw(`<style>${SHARED_PAGE_STYLE}</style>`);

type Html = ReturnType<typeof html>;

const page = (title: string, body: Html) =>
  html`<!doctype html>
    <html lang="he" dir="rtl">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title}</title>
        ${STYLE_SHEET}
      </head>
      <body>
        ${body}
      </body>
    </html>`;

const STATE_WORDS = { draft: null, active: null, under_offer: "במשא ומתן", closed: "כבר לא זמין", withdrawn: null };

const shekels = new Intl.NumberFormat("he-IL", { style: "currency", currency: "ILS", maximumFractionDigits: 0 });
const numbers = new Intl.NumberFormat("he-IL", { maximumFractionDigits: 1 });
const days = new Intl.DateTimeFormat("he-IL", { dateStyle: "long", timeZone: "UTC" });

/** As it is written and dialled at home: 03-555-0101. */
function atHome(phone: string): string {
  const [, area = "", first = "", last = ""] = /^\+972(5\d|7\d|\d)(\d{3})(\d{4})$/.exec(phone) ?? [];
  return area === "" ? phone : `0${area}-${first}-${last}`;
}

/** `base`: the address of this page, without a slash at its end. */
export function sharedPage({ business, listing }: SharedListing, base: string): Html {
  const { kind, deal, rooms, size, floor, floors, price, entryDate, features, photos, state } = listing;
  const title = [PROPERTY_WORDS[kind], DEAL_WORDS[deal], rooms === null ? null : roomsInWords(rooms)]
    .filter(Boolean)
    .join(" · ");
  const facts = [
    rooms === null ? null : (["חדרים", numbers.format(rooms)] as const),
    size === null ? null : (["שטח", `${numbers.format(size)} מ״ר`] as const),
    floor === null ? null : (["קומה", floorOf(floor, floors)] as const),
    entryDate === null ? null : (["כניסה", days.format(Date.parse(entryDate))] as const),
  ].filter((fact) => fact !== null);
  const stateWords = STATE_WORDS[state];
  // What the home is stands before many pictures of it.
  const [cover, ...others] = photos;
  const picture = ({ id, width, height, alt }: ListingPhoto, at: number) =>
    html`<figure>
      <img
        src="${base}/photos/${id}"
        width="${width}"
        height="${height}"
        alt="${alt ?? `תמונה ${at + 1} של הנכס`}"
        ${at === 0 ? "" : raw(' loading="lazy"')}
      />
    </figure>`;
  return page(
    `${title}, ${listing.address}`,
    html`<header>
        ${business.hasLogo ? html`<img src="${base}/logo" alt="" height="40" />` : ""}<span>${business.name}</span>
      </header>
      <main>
        <h1>${title}</h1>
        <p class="where">${listing.address}</p>
        ${stateWords === null ? "" : html`<p><span class="state">${stateWords}</span></p>`}
        ${price === null ? "" : html`<p class="price">${shekels.format(price)}${deal === "let" ? " לחודש" : ""}</p>`}
        ${cover ? picture(cover, 0) : ""}
        ${
          facts.length === 0
            ? ""
            : html`<dl>
                ${facts.map(
                  ([name, value]) =>
                    html`<div>
                      <dt>${name}</dt>
                      <dd>${value}</dd>
                    </div>`,
                )}
              </dl>`
        }
        ${
          features.length === 0
            ? ""
            : html`<ul class="has">
                ${features.map((feature) => html`<li>${FEATURE_WORDS[feature]}</li>`)}
              </ul>`
        }
        ${listing.description === null ? "" : html`<p class="text">${listing.description}</p>`}
        ${others.length === 0 ? "" : html`<div class="photos">${others.map((photo, at) => picture(photo, at + 1))}</div>`}
        ${
          business.phone === null
            ? ""
            : html`<a class="call" href="tel:${business.phone}"
                >להתקשר אל ${business.name}: <bdi dir="ltr">${atHome(business.phone)}</bdi></a
              >`
        }
      </main>
      <footer>העמוד נשלח אליך על ידי ${business.name}</footer>`,
  );
}

export const gonePage = (): Html =>
  page(
    "הקישור כבר לא פעיל",
    html`<main>
      <h1>הקישור כבר לא פעיל</h1>
      <p>הנכס הוסר, או שהקישור אליו נסגר. כדאי לפנות למי ששלח אותו ולבקש קישור חדש.</p>
    </main>`,
  );
