/** Changing what a business has decided about its assistant. */
import { mayDial } from "../../adapters/dialling.ts";
import { findAddressOwner } from "../channels/queries.ts";
import { findSettings, updateSettings, type SettingsPatch, type StoredSettings } from "./queries.ts";
import type { Actor } from "../../../core/audit/actions.ts";
import { changesBetween } from "../../../core/audit/changes.ts";
import { CodedError } from "../../../core/contract/errors.ts";
import type { BusinessPlace, BusinessScope } from "../../db/scope.ts";
import type { Deps } from "../../deps.ts";
import { auditInTenant } from "../audit/lines.ts";

/** Throws `not_found`. */
export async function readSettings(scope: BusinessScope): Promise<StoredSettings> {
  const settings = await findSettings(scope);
  if (!settings) throw new CodedError("not_found", "the business has no settings yet");
  return settings;
}

/**
 * Writes only over the version that was read. Because that is a condition of the write, what the audit log calls the
 * value of before is the one that was replaced. Throws `conflict`, unless all that is wanted stands there already: the
 * same save comes again when its answer was lost, and nobody else has changed anything.
 */
export async function changeSettings(
  deps: Deps,
  actor: Actor,
  { scope, place }: { scope: BusinessScope; place: BusinessPlace },
  patch: SettingsPatch,
): Promise<StoredSettings> {
  const { version, ...given } = patch;
  const before = await readSettings(scope);
  const changes = changesBetween(before, given, ["aiPrompt"]);
  if (Object.keys(changes).length === 0) {
    // Written by a save that may have broken off before the hub was told.
    if (before.version !== version) await tellHub(deps, place);
    return before;
  }
  if (before.version !== version) throw changedMeanwhile();
  if (given.handoffPhone != null) await assertMayBeRung(deps, place, given.handoffPhone);

  const line = auditInTenant(deps, scope, actor, {
    action: "settings.changed",
    record: { type: "settings", id: scope.businessId, label: before.assistantName },
    data: { changes },
  });
  const save = { by: actor, at: deps.now(), changed: Object.keys(changes) };
  const settings = await updateSettings(scope, before, given, save, line);
  if (!settings) {
    const now = await readSettings(scope);
    if (Object.keys(changesBetween(now, given)).length > 0) throw changedMeanwhile();
    return now;
  }
  await tellHub(deps, place);
  return settings;
}

/** What is written is written: what a hub that does not answer holds ready ends by itself after some minutes. */
async function tellHub(deps: Deps, place: BusinessPlace): Promise<void> {
  try {
    await deps.hub(place.businessId).settingsChanged(place);
  } catch (cause) {
    deps.log.error("hub_not_told", { businessId: place.businessId, cause });
  }
}

/**
 * A number that the product does not dial is refused where it is entered. So is the business's own, at which its
 * assistant answers: a call handed over to it would go round in a circle.
 */
async function assertMayBeRung(deps: Deps, { businessId }: BusinessPlace, handoffPhone: string): Promise<void> {
  const refused = (problem: string, message: string) =>
    new CodedError("validation_failed", message, { details: [{ field: "handoffPhone", problem }] });
  if (!mayDial(handoffPhone, deps.config.DIAL_COUNTRIES))
    throw refused("not_dialled", "the product dials no such number");
  const owner = await findAddressOwner(deps.directory, "phone", handoffPhone);
  if (owner?.businessId === businessId) throw refused("own_number", "the number is answered by the assistant");
}

const changedMeanwhile = () => new CodedError("conflict", "the settings were changed in the meantime; read them again");
