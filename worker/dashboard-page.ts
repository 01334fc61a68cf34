/**
 * The dashboard is one page with many addresses. The files of its build are served before this Worker is asked; what
 * reaches it is an address of the page, something of the API, or a file that is not there any more. That last must not
 * be answered with the page: a browser would keep it for ever under the name of a script (web/public/_headers).
 */

/** As in wrangler.toml, `run_worker_first`. */
const NOT_THE_PAGE = /^\/(?:(?:api|webhooks|streams|f|p)(?:\/|$)|healthz$)/;
const FILE_NAME = /\.[^/]*$/;

export const isPageAddress = (path: string): boolean => !NOT_THE_PAGE.test(path) && !FILE_NAME.test(path);

/** The page, or undefined where the request is for something else. */
export function dashboardPage(request: Request, assets: Pick<Fetcher, "fetch">): Promise<Response> | undefined {
  if (request.method !== "GET" && request.method !== "HEAD") return undefined;
  const url = new URL(request.url);
  return isPageAddress(url.pathname) ? assets.fetch(new Request(new URL("/", url), request)) : undefined;
}
