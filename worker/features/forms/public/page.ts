/** The page of a form: right to left, readable on any phone, without a script. `html` escapes what is put in. */
import { html, raw } from "hono/html";
import { wordsOf } from "./proof.ts";
import type { FormOwner, OpenForm } from "./service.ts";
import { FORM_PAGE_STYLE } from "./style.ts";
import type { FormQuestion } from "../../../../core/forms/form.ts";
import type { Problems, Sent, SubmissionProblem } from "../../../../core/forms/submission.ts";
import { DEAL_TYPES, type DealType } from "../../../../core/leads/deal-types.ts";

/** As one piece: the page's policy names what stands between the tags by its hash, to the last space. */
const STYLE_SHEET = raw(`<style>${FORM_PAGE_STYLE}</style>`);

type Html = ReturnType<typeof html>;

const page = (title: string, body: Html, look: "form" | "words" = "words") =>
  html`<!doctype html>
    <html lang="he" dir="rtl">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${STYLE_SHEET}
      </head>
      <body>
        <main class="${look}">${body}</main>
      </body>
    </html>`;

const PROBLEM_WORDS: Record<SubmissionProblem, string> = {
  missing: "צריך למלא כאן",
  too_long: "ארוך מדי",
  not_an_email: "זו לא כתובת מייל שלמה",
  not_a_number: "צריך לכתוב כאן מספר",
  consent_missing: "כדי שנוכל לחזור אליך, צריך לסמן כאן",
};

const DEAL_WORDS: Record<DealType, string> = {
  buy: "לקנות דירה",
  rent: "לשכור דירה",
  sell: "למכור דירה",
  let: "להשכיר דירה",
};

type Kind = { label: string; type: string; autocomplete: string; isLtr?: true; inputMode?: string };
const FIELDS: Record<"name" | "phone" | Exclude<FormQuestion, "deal" | "message">, Kind> = {
  name: { label: "שם", type: "text", autocomplete: "name" },
  phone: { label: "טלפון", type: "tel", autocomplete: "tel", isLtr: true, inputMode: "tel" },
  email: { label: "מייל", type: "email", autocomplete: "email", isLtr: true, inputMode: "email" },
  area: { label: "באיזה אזור?", type: "text", autocomplete: "off" },
  rooms: { label: "כמה חדרים?", type: "text", autocomplete: "off", inputMode: "decimal" },
  budget: { label: "תקציב או מחיר, בשקלים", type: "text", autocomplete: "off", inputMode: "numeric" },
};

type Shown = { sent: Sent; problems: Problems; asksEmail: boolean; first: string | undefined };

/** Where one sentence for every field would not say what to do. */
function wordsFor(name: string, problem: SubmissionProblem, { asksEmail }: Shown): string {
  if (name === "phone" && problem === "missing" && asksEmail) return "צריך למלא טלפון או מייל";
  if (name === "phone" && problem === "not_a_number") return "זה לא נראה כמו מספר טלפון";
  if (name === "rooms" && problem === "not_a_number") return "צריך לכתוב מספר, למשל 3.5";
  if (name === "budget" && problem === "not_a_number") return "צריך לכתוב סכום, למשל 2,500,000";
  return PROBLEM_WORDS[problem];
}

const wrong = (name: string, shown: Shown): Html | "" => {
  const problem = shown.problems[name];
  return problem === undefined ? "" : html`<p class="wrong" id="${name}-wrong">${wordsFor(name, problem, shown)}</p>`;
};
/** The first of the wrong ones has the focus when the page comes back, as there is no script to give it. */
const marks = (name: string, { problems, first }: Shown) =>
  problems[name] === undefined
    ? ""
    : raw(` aria-invalid="true" aria-describedby="${name}-wrong"${name === first ? " autofocus" : ""}`);

function field(name: keyof typeof FIELDS, isRequired: boolean, shown: Shown): Html {
  const { label, type, autocomplete, isLtr, inputMode } = FIELDS[name];
  return html`<div>
    <label for="${name}">${label}${isRequired ? "" : " (לא חובה)"}</label>
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      autocomplete="${autocomplete}"
      value="${shown.sent[name] ?? ""}"
      ${isLtr ? raw('dir="ltr"') : ""}
      ${inputMode ? raw(`inputmode="${inputMode}"`) : ""}
      ${isRequired ? raw("required") : ""}
      ${marks(name, shown)}
    />
    ${wrong(name, shown)}
  </div>`;
}

const deal = ({ sent }: Shown): Html =>
  html`<div>
    <label for="deal">מה מחפשים? (לא חובה)</label>
    <select id="deal" name="deal">
      <option value="">לבחור…</option>
      ${DEAL_TYPES.map(
        (each) =>
          html`<option value="${each}" ${sent["deal"] === each ? raw("selected") : ""}>${DEAL_WORDS[each]}</option>`,
      )}
    </select>
  </div>`;

const message = (shown: Shown): Html =>
  html`<div>
    <label for="message">עוד משהו שחשוב לדעת? (לא חובה)</label>
    <textarea id="message" name="message" ${marks("message", shown)}>${shown.sent["message"] ?? ""}</textarea>
    ${wrong("message", shown)}
  </div>`;

function question(name: FormQuestion, shown: Shown): Html {
  if (name === "deal") return deal(shown);
  if (name === "message") return message(shown);
  return field(name, false, shown);
}

const agree = (name: "consent" | "offers", text: string, isRequired: boolean, shown: Shown): Html =>
  html`<div>
    <label class="agree">
      <input
        type="checkbox"
        name="${name}"
        value="yes"
        ${shown.sent[name] === "yes" ? raw("checked") : ""}
        ${isRequired ? raw("required") : ""}
        ${marks(name, shown)}
      />
      <span>${text}</span>
    </label>
    ${wrong(name, shown)}
  </div>`;

/** As it is written and dialled at home. */
const atHome = (phone: string): string => (phone.startsWith("+972") ? `0${phone.slice(4)}` : phone);

const callInstead = ({ name, phone }: FormOwner): Html | "" =>
  phone === null ? "" : html` אפשר גם להתקשר אל ${name}: <a href="tel:${phone}" dir="ltr">${atHome(phone)}</a>.`;

const NOTICES = {
  fields: "כמה פרטים חסרים או לא ברורים. מה שכתבת נשאר כאן.",
  again: "הטופס היה פתוח זמן רב, או נשלח מהר מאוד. מה שכתבת נשאר כאן: נשאר רק ללחוץ שוב על „שליחה”.",
  too_many: "נשלחו מכאן הרבה פניות בזמן קצר, ולכן הפנייה לא נשלחה. אפשר לנסות שוב בעוד שעה.",
  words:
    "נוסח ההסכמה השתנה בזמן שהטופס היה פתוח, והפנייה לא נשלחה. מה שכתבת נשאר כאן: צריך לקרוא את הנוסח החדש, לסמן ולשלוח.",
  trap: "הפנייה לא נשלחה, כי הדפדפן מילא שדה שלא מיועד למילוי. אפשר ללחוץ שוב על „שליחה”.",
} as const;

/** `why`: of a form that was sent and not taken. */
export function formPage(
  { form, business }: OpenForm,
  proof: string,
  { sent: given, problems, why }: { sent: Sent; problems: Problems; why: keyof typeof NOTICES | null },
): Html {
  const asksEmail = form.questions.includes("email");
  // What was ticked was said to other words.
  const sent = why === "words" ? { ...given, consent: undefined, offers: undefined } : given;
  const inOrder = ["name", "phone", ...form.questions, "consent"];
  const shown = { sent, problems, asksEmail, first: inOrder.find((name) => problems[name] !== undefined) };
  return page(
    form.title,
    html`<p class="from">${business.name}</p>
      <h1>${form.title}</h1>
      ${form.intro === "" ? "" : html`<p>${form.intro}</p>`}
      ${why === null ? "" : html`<p class="notice" role="alert">${NOTICES[why]}${why === "fields" ? "" : callInstead(business)}</p>`}
      <form method="post" accept-charset="utf-8">
        ${field("name", true, shown)} ${field("phone", !asksEmail, shown)}
        ${form.questions.map((each) => question(each, shown))} ${agree("consent", form.consentText, true, shown)}
        ${form.marketingText === null ? "" : agree("offers", form.marketingText, false, shown)}
        <div class="trap" aria-hidden="true">
          <label>לא למלא<input name="website" tabindex="-1" autocomplete="off" /></label>
        </div>
        <input type="hidden" name="opened" value="${proof}" />
        <input type="hidden" name="words" value="${wordsOf(form)}" />
        <input type="hidden" name="campaign" value="${sent["campaign"] ?? ""}" />
        <button type="submit">שליחה</button>
      </form>`,
    "form",
  );
}

export const thanksPage = ({ form, business }: OpenForm): Html =>
  page(
    form.title,
    html`<p class="from">${business.name}</p>
      <h1>הפנייה נשלחה</h1>
      <p>${form.thanks}</p>`,
  );

/** `wasSent`: it was closed while somebody was filling it in. */
export const closedPage = (business: FormOwner, { wasSent = false } = {}): Html =>
  page(
    "הטופס סגור",
    html`<p class="from">${business.name}</p>
      <h1>הטופס סגור</h1>
      <p>
        ${wasSent ? "הטופס נסגר לפני שהפנייה נשלחה, והיא לא התקבלה." : "אי אפשר להשאיר כאן פרטים כרגע."}${callInstead(business)}
      </p>`,
  );

export const noFormPage = (): Html =>
  page(
    "הטופס לא נמצא",
    html`<h1>הטופס לא נמצא</h1>
      <p>ייתכן שהכתובת אינה מלאה. כדאי לפנות למי ששלח אותה.</p>`,
  );
