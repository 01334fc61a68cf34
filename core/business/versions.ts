/**
 * Settings over time: how changes that two people made from the same version come together. Pure.
 *
 * A path names a value that is changed as one: `greeting`, or `limits.maxCallMs` inside a group. A group whose values
 * have other names on one side than on another (turn-taking, by its kind) is one value itself.
 */

/** How many saves of a business can be looked at again; what is older is forgotten. */
export const KEPT_VERSIONS = 100;

export type SettingPath = string;
type Values = object;

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const namesOf = (group: object): string => Object.keys(group).toSorted().join();

export function sameValue(one: unknown, other: unknown): boolean {
  if (!isGroup(one) || !isGroup(other)) return Object.is(one, other);
  return namesOf(one) === namesOf(other) && Object.keys(one).every((name) => sameValue(one[name], other[name]));
}

export function valueAt(values: Values, path: SettingPath): unknown {
  return path.split(".").reduce<unknown>((group, name) => (isGroup(group) ? group[name] : undefined), values);
}

/** A copy with another value there. */
export function withValueAt<Of extends Values>(values: Of, path: SettingPath, value: unknown): Of {
  const [name = "", ...rest] = path.split(".");
  if (rest.length === 0) return { ...values, [name]: value };
  const group: unknown = Reflect.get(values, name);
  return { ...values, [name]: withValueAt(isGroup(group) ? group : {}, rest.join("."), value) };
}

/** `onto` with the value that `from` has there. Into a group of another kind fits the whole group alone. */
export function withValueFrom<Of extends Values>(onto: Of, from: Of, path: SettingPath): Of {
  const [name = ""] = path.split(".");
  const [here, there] = [onto, from].map((side) => Reflect.get(side, name) as unknown);
  const fits = isGroup(here) && isGroup(there) && namesOf(here) === namesOf(there);
  return withValueAt(onto, fits ? path : name, fits ? valueAt(from, path) : there);
}

/** Whether a change of the one touches the other: the same value, or one inside the other. */
export const overlap = (one: SettingPath, other: SettingPath): boolean =>
  one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);

export type Divergence = {
  /** Changed by one side alone. */
  mine: SettingPath[];
  theirs: SettingPath[];
  /** Changed by both, and not to the same: nobody but a person can say which of the two it should be. */
  both: SettingPath[];
};

/** Where the two are not the same. Both have the same fields. */
export const differences = (one: Values, other: Values): SettingPath[] => divergence(one, one, other).theirs;

/** What has become of `base` on either side. All three have the same fields. */
export function divergence(base: Values, mine: Values, theirs: Values): Divergence {
  const found: Divergence = { mine: [], theirs: [], both: [] };
  compare(base, mine, theirs, "", found);
  return found;
}

function compare(base: Values, mine: Values, theirs: Values, prefix: string, found: Divergence): void {
  for (const name of Object.keys(base)) {
    const path = `${prefix}${name}`;
    const [was, my, their] = [base, mine, theirs].map((side) => Reflect.get(side, name) as unknown);
    if (isGroup(was) && isGroup(my) && isGroup(their) && [my, their].every((side) => namesOf(side) === namesOf(was)))
      compare(was, my, their, `${path}.`, found);
    else if (sameValue(my, their)) continue;
    else if (sameValue(was, my)) found.theirs.push(path);
    else if (sameValue(was, their)) found.mine.push(path);
    else found.both.push(path);
  }
}
