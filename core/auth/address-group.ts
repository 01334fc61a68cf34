/**
 * Whom a network address stands for when requests are counted: one IPv4 address, or the /64 of an IPv6 address, which
 * is what a household or a server gets at the least and within which a single machine picks addresses as it likes.
 */
export function addressGroup(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.toLowerCase().split("::");
  const before = groupsOf(head);
  const after = tail === undefined ? [] : groupsOf(tail);
  const zeros = tail === undefined ? 0 : Math.max(0, GROUPS - before.length - after.length);
  const all = [...before, ...Array<string>(zeros).fill("0"), ...after];
  return `${all.slice(0, PREFIX_GROUPS).join(":")}::/64`;
}

const GROUPS = 8;
const PREFIX_GROUPS = 4;

const groupsOf = (part: string): string[] =>
  part
    .split(":")
    .filter((group) => group !== "")
    .map((group) => group.replace(/^0+(?=.)/, ""));
