/**
 * Work on very many leads of which each portion is a transaction of its own: a database has one writer, and whatever else
 * is to be written waits for one portion and not for all. `some`: whether there was any; `end`: once there is none left.
 * False: there may be more than so many portions.
 */
export async function inPortions(
  most: number,
  some: () => Promise<boolean>,
  end: () => Promise<void>,
): Promise<boolean> {
  for (let portion = 0; portion < most; portion++) {
    if (await some()) continue;
    await end();
    return true;
  }
  return false;
}
