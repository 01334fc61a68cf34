import { Lock } from "lucide-react";
import { he } from "../i18n/he.ts";
import { MessagePage } from "./message-page.tsx";

/** In the place of a page that this person may not see. */
export const ForbiddenPage = () => (
  <MessagePage icon={<Lock aria-hidden />} title={he.pages.forbiddenTitle} text={he.pages.forbiddenText} />
);
