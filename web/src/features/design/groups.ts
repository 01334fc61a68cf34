/** Everything that stands on the page of the design system. */
import { he } from "../../i18n/he.ts";
import type { Group } from "./specimen.ts";
import { actions } from "./specimens/actions.tsx";
import { choices } from "./specimens/choices.tsx";
import { data } from "./specimens/data.tsx";
import { feedback } from "./specimens/feedback.tsx";
import { fields } from "./specimens/fields.tsx";
import { foundations } from "./specimens/foundations.tsx";
import { overlays } from "./specimens/overlays.tsx";
import { pages } from "./specimens/pages.tsx";

const { groups } = he.design;

export const GROUPS: readonly Group[] = [
  { key: "foundations", title: groups.foundations, specimens: foundations },
  { key: "actions", title: groups.actions, specimens: actions },
  { key: "fields", title: groups.fields, specimens: fields },
  { key: "choices", title: groups.choices, specimens: choices },
  { key: "data", title: groups.data, specimens: data },
  { key: "feedback", title: groups.feedback, specimens: feedback },
  { key: "overlays", title: groups.overlays, specimens: overlays },
  { key: "pages", title: groups.pages, ofPages: true, specimens: pages },
];
