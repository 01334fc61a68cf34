/**
 * The picture of a business. Every upload is stored under a name of its own and shown only once the directory names it,
 * so an upload that breaks off changes nothing, and what was shown a moment ago is never half of something else.
 */
import { setLogoVersion } from "./queries.ts";
import type { Actor } from "../../../../core/audit/actions.ts";
import { checkLogo, type LogoProblem } from "../../../../core/business/logo.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import { IMAGE_TYPES, type ImageType } from "../../../../core/contract/image-type.ts";
import type { StoredFile } from "../../../adapters/storage.ts";
import type { Deps } from "../../../deps.ts";
import { auditInDirectory } from "../../audit/lines.ts";

/** As the membership tells it. */
type Business = { id: string; name: string; logoVersion: number | null };

export const logoKey = (businessId: string, version: number): string => `logos/${businessId}/${version}`;

/** The first 48 bits of a random id: two uploads never meet, and the number is exact in JavaScript and JSON. */
const newVersion = ({ newId }: Pick<Deps, "newId">): number =>
  Number.parseInt(newId().replaceAll("-", "").slice(0, 12), 16);

const isImageType = (type: string): type is ImageType => (IMAGE_TYPES as readonly string[]).includes(type);

export function refusal(problem: LogoProblem): CodedError {
  if (problem === "too_large") return new CodedError("payload_too_large", "the logo is too large");
  return new CodedError("validation_failed", "this cannot be the logo", { details: [{ field: "logo", problem }] });
}

/** `type` is what the request calls it. Throws `conflict` when another manager was faster; answers with the version. */
export async function changeLogo(
  deps: Deps,
  actor: Actor,
  business: Business,
  { bytes, type }: StoredFile,
): Promise<number> {
  if (!isImageType(type)) throw refusal("not_a_picture");
  const check = checkLogo(new Uint8Array(bytes), type);
  if (!check.ok) throw refusal(check.problem);

  const to = newVersion(deps);
  await deps.files.put(logoKey(business.id, to), { bytes, type });
  const { width, height } = check.picture;
  const data = { type, width, height, bytes: bytes.byteLength };
  if (await show(deps, actor, business, to, data)) return to;
  await forget(deps, business.id, to);
  throw changedMeanwhile();
}

export async function removeLogo(deps: Deps, actor: Actor, business: Business): Promise<void> {
  if (business.logoVersion === null) return;
  if (!(await show(deps, actor, business, null, { removed: true }))) throw changedMeanwhile();
}

/** Undefined: the business has none. */
export async function findLogo(
  { files }: Deps,
  { id, logoVersion }: Pick<Business, "id" | "logoVersion">,
): Promise<{ bytes: ArrayBuffer; type: ImageType } | undefined> {
  const file = logoVersion === null ? null : await files.get(logoKey(id, logoVersion));
  return file && isImageType(file.type) ? { bytes: file.bytes, type: file.type } : undefined;
}

/** From now on everybody sees this one, or none. */
async function show(
  deps: Deps,
  actor: Actor,
  { id, name, logoVersion }: Business,
  to: number | null,
  data: Record<string, unknown>,
): Promise<boolean> {
  const line = auditInDirectory(deps, actor, id, {
    action: "logo.changed",
    record: { type: "business", id, label: name },
    data,
  });
  if (!(await setLogoVersion(deps.directory, id, { from: logoVersion, to }, line))) return false;
  if (logoVersion !== null) await forget(deps, id, logoVersion);
  return true;
}

/** Nobody is shown it any more: that it stays behind is no reason to tell somebody that the change has failed. */
async function forget({ files, log }: Deps, businessId: string, version: number): Promise<void> {
  try {
    await files.remove(logoKey(businessId, version));
  } catch (cause) {
    log.error("logo_left_behind", { businessId, version, cause });
  }
}

const changedMeanwhile = () => new CodedError("conflict", "somebody else has changed the logo in the meantime");
