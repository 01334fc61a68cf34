import { expect, test } from "vitest";
import { addressGroup } from "./address-group.ts";

test("an IPv4 address stands for itself", () => {
  expect(addressGroup("203.0.113.7")).toBe("203.0.113.7");
});

test("an IPv4 address in IPv6 clothes is the same one", () => {
  expect(addressGroup("::ffff:203.0.113.7")).toBe(addressGroup("203.0.113.7"));
});

test("addresses of one /64 are one, however they are written", () => {
  const group = "2001:db8:0:1::/64";
  for (const address of [
    "2001:db8:0:1::1",
    "2001:0db8:0000:0001:ffff:ffff:ffff:ffff",
    "2001:DB8:0:1:a:b:c:d",
    "2001:db8:0:1::",
    "2001:db8::1:0:0:0:5",
  ])
    expect(addressGroup(address), address).toBe(group);
});

test("addresses of two /64s are two", () => {
  expect(addressGroup("2001:db8:0:1::1")).not.toBe(addressGroup("2001:db8:0:2::1"));
  expect(addressGroup("::1")).toBe("0:0:0:0::/64");
});
