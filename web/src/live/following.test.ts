import { describe, expect, it } from "vitest";
import { MOST_FOLLOWED } from "../../../core/contract/hub-follow.ts";
import { createFollowing } from "./following.ts";

function rig() {
  const said: (readonly string[])[] = [];
  const timers: (() => void)[] = [];
  const following = createFollowing((run) => void timers.push(run));
  following.sayTo((calls) => void said.push(calls));
  const pass = () => timers.splice(0).forEach((run) => run());
  return { following, said, pass };
}

describe("calls that are shown", () => {
  it("are said once, however many come at once", () => {
    const { following, said, pass } = rig();
    following.follow("CA1");
    following.follow("CA2");
    pass();
    expect(said).toEqual([["CA1", "CA2"]]);
  });

  it("are followed as long as any part of the page shows them", () => {
    const { following, said, pass } = rig();
    const [stop, stopOther] = [following.follow("CA1"), following.follow("CA1")];
    pass();
    stop();
    pass();
    expect(said).toEqual([["CA1"]]);
    stopOther();
    pass();
    expect(said).toEqual([["CA1"], []]);
  });

  it("are the latest, where they are more than may be followed", () => {
    const { following } = rig();
    for (let nth = 0; nth <= MOST_FOLLOWED; nth++) following.follow(`CA${nth}`);
    expect(following.current()).toHaveLength(MOST_FOLLOWED);
    expect(following.current().at(-1)).toBe(`CA${MOST_FOLLOWED}`);
  });
});
