/** A file that somebody chose for a logo: looked at before it is sent, by the same rules as the server's, and shrunk. */
import { checkLogo, LOGO_PROBLEMS, type LogoProblem } from "../../../../../../core/business/logo.ts";
import { readPicture, type ImageType } from "../../../../../../core/contract/image-type.ts";
import { ApiError } from "../../../../api/api-error.ts";
import { errorMessage } from "../../../../api/error-message.ts";
import { he } from "../../../../i18n/he.ts";
import { ENOUGH_PX, openPicture, shrunk } from "./logo-shrink.ts";

/** What is shrunk here may be larger than a logo, and no film. */
export const FILE_MAX_BYTES = 20 * 1024 * 1024;
/** Unpacked, four bytes a pixel: more than this a phone may not bear. */
export const FILE_MAX_PX = 8192;

export type ChosenLogo = {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** By its bytes: files are often called what they are not. */
  type: ImageType;
  /** To look at before it is sent; `data:`, because the page's policy lets no `blob:` in. */
  url: string;
  /** It is smaller than the file that was chosen. */
  isShrunk: boolean;
};
export type FileProblem = LogoProblem | "unreadable" | "too_heavy";
export type LogoFile = { ok: true; logo: ChosenLogo } | { ok: false; problem: FileProblem };

export async function readLogoFile(file: File, open = openPicture): Promise<LogoFile> {
  // Not read to find out.
  if (file.size > FILE_MAX_BYTES) return refused("too_heavy");
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const told = checkLogo(bytes, null);
    if (!told.ok && told.problem !== "too_large" && told.problem !== "too_many_pixels") return refused(told.problem);
    const picture = readPicture(bytes);
    if (picture.kind !== "picture") return refused(picture.kind === "damaged" ? "damaged" : "not_a_picture");
    if (longest(picture) > FILE_MAX_PX) return refused("too_heavy");
    const drawable = await open(new Blob([bytes], { type: picture.type }));
    if (!drawable) return refused("damaged");
    try {
      if (told.ok && longest(picture) <= ENOUGH_PX) return chosen(file.name, bytes, picture.type, false);
      const smaller = await shrunk(drawable, picture.type);
      if (!smaller) return refused("too_large");
      const made = new Uint8Array(await smaller.arrayBuffer());
      const check = checkLogo(made, null);
      return check.ok ? chosen(file.name, made, check.picture.type, true) : refused(check.problem);
    } finally {
      drawable.close();
    }
  } catch {
    return refused("unreadable");
  }
}

const longest = ({ width, height }: { width: number; height: number }) => Math.max(width, height);
const refused = (problem: FileProblem): LogoFile => ({ ok: false, problem });
const chosen = (name: string, bytes: Uint8Array<ArrayBuffer>, type: ImageType, isShrunk: boolean): LogoFile => ({
  ok: true,
  logo: { name, bytes, type, url: dataUrl(type, bytes), isShrunk },
});

const dataUrl = (type: ImageType, bytes: Uint8Array): string => {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `data:${type};base64,${btoa(binary)}`;
};

/** What the server says against it, in Hebrew. */
export function refusalText(error: unknown): string {
  if (!(error instanceof ApiError)) return errorMessage(error);
  if (error.code === "payload_too_large") return he.logo.problems.too_large;
  const told = error.details.find(({ field }) => field === "logo")?.problem;
  const problem = LOGO_PROBLEMS.find((each) => each === told);
  return problem ? he.logo.problems[problem] : errorMessage(error);
}
