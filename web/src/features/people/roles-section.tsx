import { Check, Minus } from "lucide-react";
import { ALL_PERMISSIONS, may, ROLES, ruleOf, type Permission } from "../../../../core/auth/permissions.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { TextLink } from "../../ui/text-link.tsx";
import { useBusiness } from "../business/business-context.ts";

const t = he.people.roles;

/** Inner workings: nothing that anybody decides to do. */
const UNTOLD: readonly Permission[] = ["assistant.warmUp", "logo.read"];
const SHOWN = ALL_PERMISSIONS.filter((each) => ruleOf(each).of === "business" && !UNTOLD.includes(each));

/** What each role may do, read from the same table that the server asks. */
export function RolesSection() {
  const { slug } = useBusiness();
  return (
    <section aria-labelledby="roles" className="mt-10">
      <h2 id="roles" className="mb-1 font-semibold">
        {t.title}
      </h2>
      <p className="mb-3 max-w-prose text-sm text-ink-soft">
        {t.text} <TextLink to={paths.settings(slug, "access")}>{t.toPolicy}</TextLink>
      </p>
      <div className="max-w-2xl overflow-hidden rounded-xl border border-line bg-surface">
        {/* Narrow enough for a phone as it is. */}
        <table aria-labelledby="roles" className="w-full text-sm">
          <thead>
            <tr className="border-b border-line text-xs text-ink-faint">
              <th scope="col" className="px-4 py-2.5 text-start font-medium md:px-5">
                {t.what}
              </th>
              {ROLES.map((role) => (
                <th key={role} scope="col" className="w-20 px-2 py-2.5 text-center font-medium sm:w-28">
                  {he.people.role[role]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {SHOWN.map((permission) => (
              <tr key={permission} className="border-t border-line first:border-t-0">
                <th scope="row" className="px-4 py-2 text-start font-normal md:px-5">
                  {he.audit.permissions[permission]}
                </th>
                {ROLES.map((role) => (
                  <td key={role} className="px-2 py-2 text-center">
                    <Allowed isAllowed={may({ platformRole: null, role, impersonating: false }, permission)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const Allowed = ({ isAllowed }: { isAllowed: boolean }) => (
  <span className={isAllowed ? "text-accent" : "text-ink-faint"}>
    {isAllowed ? <Check aria-hidden className="inline size-4.5" /> : <Minus aria-hidden className="inline size-4.5" />}
    <span className="sr-only">{isAllowed ? t.can : t.cannot}</span>
  </span>
);
