/** What is copied from a page or a message brings these along at its edges: marks of direction, and joiners of no width. */
const EDGES =
  /^[\s\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+|[\s\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+$/g;
/** Without spaces and marks at its edges, which nobody has meant to type. */
export const withoutEdges = (text: string): string => text.replace(EDGES, "");
