/** Who rang back, told apart from colleagues with a name like theirs. */
import type { CallRecord, CalledBack } from "../../../../core/calls/wire.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { emailIfAlike } from "../../people/queries.ts";

type From = Pick<Deps, "directory">;

export const tellTicker = async (
  { directory }: From,
  { businessId }: BusinessScope,
  calledBack: CalledBack | null,
): Promise<CalledBack | null> =>
  calledBack && { ...calledBack, email: await emailIfAlike(directory, businessId, calledBack) };

export const withTicker = async (deps: From, scope: BusinessScope, call: CallRecord): Promise<CallRecord> => ({
  ...call,
  calledBack: await tellTicker(deps, scope, call.calledBack),
});
