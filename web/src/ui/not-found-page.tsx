import { MapPinOff } from "lucide-react";
import { he } from "../i18n/he.ts";
import { MessagePage } from "./message-page.tsx";

export const NotFoundPage = () => (
  <MessagePage icon={<MapPinOff aria-hidden />} title={he.pages.notFoundTitle} text={he.pages.notFoundText} />
);
