import { useEffect } from "react";
import { useLocation, useNavigate } from "react-router";
import { doorStateOf } from "./door-state.ts";

/**
 * The secret of the link that was opened (`/reset#secret`); null where there is none. It is moved from the address bar
 * into the history entry at once: a screenshot, a copied address or a bookmark must not carry it, a reload may.
 */
export function useLinkSecret(): string | null {
  const { pathname, hash, state } = useLocation();
  const navigate = useNavigate();
  const inAddress = hash.slice(1);
  useEffect(() => {
    if (inAddress) void navigate(pathname, { replace: true, state: { ...doorStateOf(state), secret: inAddress } });
  }, [inAddress, navigate, pathname, state]);
  return inAddress || doorStateOf(state).secret || null;
}
