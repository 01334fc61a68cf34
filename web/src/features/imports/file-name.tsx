/** Letters and digits at its end stay together: without that ".csv" goes to the wrong side of a number. */
export const FileName = ({ children }: { children: string }) => (
  <bdi>{children.replace(/[\w.\-() ]*\.\w+$/, (end) => `\u2066${end}\u2069`)}</bdi>
);
