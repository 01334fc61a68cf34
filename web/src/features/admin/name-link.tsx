import { Link } from "react-router";
import { paths } from "../../paths.ts";

/** A business in a list, leading to its page. Quieter than a link within a text: every row has one. */
export const NameLink = ({ businessId, children }: { businessId: string; children: string }) => (
  <Link
    to={paths.adminBusiness(businessId)}
    className="rounded-sm max-md:-my-2.5 max-md:inline-flex max-md:min-h-11 max-md:items-center underline decoration-line-strong underline-offset-4 transition-colors hover:text-accent hover:decoration-accent"
  >
    {children}
  </Link>
);
