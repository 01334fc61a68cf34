/** A file that somebody chose for a logo: looked at before it is sent, by the same rules as the server's. */
import { checkLogo, LOGO_MAX_BYTES, LOGO_PROBLEMS, type LogoProblem } from "../../../../../../core/business/logo.ts";
import type { ImageType } from "../../../../../../core/contract/image-type.ts";
import { ApiError } from "../../../../api/api-error.ts";
import { errorMessage } from "../../../../api/error-message.ts";
import { he } from "../../../../i18n/he.ts";

export type ChosenLogo = {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** By its bytes: files are often called what they are not. */
  type: ImageType;
  /** To look at before it is sent; `data:`, because the page's policy lets no `blob:` in. */
  url: string;
};
export type LogoFile = { ok: true; logo: ChosenLogo } | { ok: false; problem: LogoProblem | "unreadable" };

/** Whether the browser can make a picture of it; an `<img>` shows a broken one as an empty frame, and says nothing. */
const canDraw = (picture: Blob): Promise<boolean> =>
  createImageBitmap(picture).then(
    (bitmap) => (bitmap.close(), true),
    () => false,
  );

export async function readLogoFile(file: File, draws = canDraw): Promise<LogoFile> {
  // Not read to find out: it may be a film.
  if (file.size > LOGO_MAX_BYTES) return { ok: false, problem: "too_large" };
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const check = checkLogo(bytes, null);
    if (!check.ok) return { ok: false, problem: check.problem };
    const { type } = check.picture;
    if (!(await draws(new Blob([bytes], { type })))) return { ok: false, problem: "damaged" };
    return { ok: true, logo: { name: file.name, bytes, type, url: dataUrl(type, bytes) } };
  } catch {
    return { ok: false, problem: "unreadable" };
  }
}

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
