/** Acting as somebody else, without the screens of the admin area. */
import type { Page } from "playwright-core";

/** In the name of the admin who is signed in on this page. */
export async function enterAs(
  page: Page,
  { businessId, userId, reason = "בדיקה של המסכים" }: { businessId: string; userId: string; reason?: string },
): Promise<void> {
  const status = await page.evaluate(
    async (body) => {
      const me = (await (await fetch("/api/auth/me")).json()) as { csrfToken: string };
      const response = await fetch("/api/admin/impersonations", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRF-Token": me.csrfToken },
        body: JSON.stringify(body),
      });
      return response.status;
    },
    { businessId, userId, reason },
  );
  if (status !== 200) throw new Error(`impersonation was answered with ${status}`);
}
