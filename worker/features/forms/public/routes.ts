/** `/f/:slug`: a business's form. Anybody may open it, and other sites may show it in a frame. */
import { Hono, type Context } from "hono";
import { describeRoute } from "hono-openapi";
import { closedPage, formPage, noFormPage, thanksPage } from "./page.ts";
import { formProofAgain } from "./proof.ts";
import { openForm, sendForm, type OpenForm } from "./service.ts";
import type { Sent } from "../../../../core/forms/submission.ts";
import type { AppEnv } from "../../../context.ts";

/** Set by links of a campaign; kept with whoever came by it. */
const CAMPAIGN = ["utm_campaign", "utm_source"] as const;

const documented = (summary: string) =>
  describeRoute({
    summary,
    tags: ["forms"],
    responses: { 200: { description: "HTML" }, 404: { description: "HTML: there is no such form, or it is closed" } },
  });

const proofOf = ({ var: { deps } }: Context<AppEnv>, { form }: OpenForm, before = "") =>
  formProofAgain(deps.config.JWT_SECRET, form.slug, before, deps.now());

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

async function sentFields(c: Context<AppEnv>): Promise<Sent> {
  // A body that is no form has no fields: they are asked for again.
  const body = await c.req.parseBody().catch(() => ({}));
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, textOf(value)]));
}

export const publicFormRoutes = new Hono<AppEnv>()
  .get("/:slug", documented("A business's form"), async (c) => {
    const open = await openForm(c.var.deps, c.req.param("slug"));
    if (!open) return c.html(noFormPage(), 404);
    if (!open.form) return c.html(closedPage(open.business), 404);
    if (c.req.query("sent") !== undefined) return c.html(thanksPage(open));
    const campaign = CAMPAIGN.map((name) => c.req.query(name)).find((value) => value !== undefined) ?? "";
    return c.html(formPage(open, proofOf(c, open), { sent: { campaign }, problems: {}, why: null }));
  })
  .post("/:slug", documented("Sends the form; without a script, so it answers with a page"), async (c) => {
    const { deps, client } = c.var;
    const open = await openForm(deps, c.req.param("slug"));
    if (!open) return c.html(noFormPage(), 404);
    if (!open.form) return c.html(closedPage(open.business, { wasSent: true }), 404);
    const sent = await sentFields(c);
    const result = await sendForm(deps, open, sent, client.address);
    // Loaded again, it is not sent again.
    if (result.sent) return c.redirect(`/f/${open.form.slug}?sent`, 303);
    const shown = { sent, problems: result.problems, why: result.why };
    return c.html(formPage(open, proofOf(c, open, sent["opened"]), shown), result.why === "too_many" ? 429 : 400);
  });
