/** Which lines of a text stand in it alone, for finding the difference between two long texts at a glance. Pure. */
export function markedLines(text: string, other: string): { line: string; isOwn: boolean }[] {
  const others = new Set(other.split("\n").map((line) => line.trim()));
  return text.split("\n").map((line) => ({ line, isOwn: line.trim() !== "" && !others.has(line.trim()) }));
}
