import { describe, expect, it } from "vitest";
import { isNarrowed, NO_FILTER, readListFilter, sortShown, toQuery, toSearch } from "./list-filter.ts";

const read = (text: string) => readListFilter(new URLSearchParams(text));

describe("the filters of the list of leads", () => {
  it("are read from the address and written back as they were", () => {
    const address = "of=mine&status=new,won&source=call,form&tag=t1&deal=buy&q=%D7%93%D7%A0%D7%94&sort=name";
    expect(toSearch(read(address))).toBe(address);
    expect(toSearch(read("agent=u1"))).toBe("agent=u1");
    expect(toSearch(NO_FILTER)).toBe("");
  });

  it("leave out what makes no sense", () => {
    expect(read("of=everybody&source=letter,call&deal=steal&sort=height&status=,,new,new")).toEqual({
      ...NO_FILTER,
      source: ["call"],
      status: ["new"],
    });
    expect(read(`status=${"x".repeat(65)}&agent=${"y".repeat(65)}`).status).toEqual([]);
    // A colleague's leads and one's own at once: one of them.
    expect(read("of=mine&agent=u1")).toMatchObject({ of: "all", agent: "u1" });
  });

  it("are asked of the server by whose leads they are", () => {
    expect(toQuery(read("of=mine&status=new,won&q=%20x "), "me")).toEqual({
      assignedTo: "me",
      status: "new,won",
      query: "x",
    });
    expect(toQuery(read("of=none"), "me")).toEqual({ assignedTo: "none" });
    expect(toQuery(read("agent=u1"), "me")).toEqual({ assignedTo: "u1" });
  });

  it("narrow nothing where there is no choice", () => {
    expect(isNarrowed(read("of=mine"), true)).toBe(false);
    expect(isNarrowed(read("of=mine"), false)).toBe(true);
    expect(isNarrowed(read("sort=name"), false)).toBe(false);
    expect(isNarrowed(read("q=%20"), false)).toBe(false);
  });
});

describe("the order", () => {
  it("is the kept one where more match than can be sorted, and none while searching", () => {
    expect(sortShown(read("sort=name"), false, true)).toBe("changed");
    expect(sortShown(read("sort=name"), false, false)).toBe("name");
    expect(sortShown(read("sort=created"), false, true)).toBe("created");
    expect(sortShown(read("sort=created&status=new"), false, true)).toBe("changed");
    // Of their own alone no index tells when they came.
    expect(sortShown(read("sort=created"), true, true)).toBe("changed");
    expect(sortShown(read("sort=name&q=x"), false, false)).toBeNull();
  });
});
