import type { ReactNode } from "react";
import { Outlet } from "react-router";
import type { Permission } from "../../../../core/auth/permissions.ts";
import { ForbiddenPage } from "../../ui/forbidden-page.tsx";
import { useMay } from "./use-may.ts";

/**
 * Pages, or a part of one, for people who may do this; by the table the server asks. It spares people a refusal, it
 * does not protect anything: the server does. Without children it stands in the route map, around the routes below it.
 */
export function RoleGuard({ needs, children }: { needs: Permission; children?: ReactNode }) {
  const may = useMay();
  if (!may(needs)) return <ForbiddenPage />;
  return children ?? <Outlet />;
}
