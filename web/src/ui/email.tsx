import { Fragment } from "react";
import { cx } from "./cx.ts";
import { Ltr } from "./ltr.tsx";

/** Where it may go on in the next line: behind the sign and behind dots, as it is read aloud. */
const BREAKS = /(?<=[@.])/;

/** An e-mail address. A long one is broken where it has joints, and within a word only where it must be. */
export const Email = ({ children, className }: { children: string; className?: string }) => (
  <Ltr className={cx("[overflow-wrap:anywhere]", className)}>
    {children.split(BREAKS).map((part, place) => (
      // oxlint-disable-next-line react/no-array-index-key -- Parts of one text, which have no other name.
      <Fragment key={place}>
        {part}
        <wbr />
      </Fragment>
    ))}
  </Ltr>
);
