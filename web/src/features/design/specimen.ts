import type { ReactNode } from "react";

export type State = {
  name: string;
  show: ReactNode;
  /** Takes the whole width: tables, pages. */ isWide?: boolean;
};

/** One component, or a few that are nothing without each other, in all their states. */
export type Specimen = {
  name: string;
  /** What is shown here. Every component of web/src/ui stands in one of these lists (design-page.test.tsx). */
  of: readonly unknown[];
  note?: string;
  states: readonly State[];
};

export type Group = {
  key: string;
  title: string;
  /** Whole pages bring their own first heading, and what follows it stands right below it. */ ofPages?: boolean;
  specimens: readonly Specimen[];
};
