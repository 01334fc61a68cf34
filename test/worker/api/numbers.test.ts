/** Which number belongs to whom: one number, one business. */
import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { aBusiness, aUser, errorOf, makeWorld } from "./support/world.ts";
import { numberSchema, type ChannelNumber } from "../../../core/admin/wire.ts";
import type { AuditAction } from "../../../core/audit/actions.ts";
import { auditLog, channelAddresses } from "../../../worker/db/directory/schema.ts";
import { findAddressOwner } from "../../../worker/features/channels/queries.ts";

const NUMBERS = "/api/admin/numbers";
type Page = { items: ChannelNumber[]; nextCursor: string | null };

let count = 0;
/** A number that nobody else in these tests has. */
const freeNumber = () => `+9724${String(6_610_000 + ++count)}`;
const asTyped = (e164: string) => `0${e164[4]}-${e164.slice(5, 8)}-${e164.slice(8)}`;

async function anAdmin() {
  const world = makeWorld();
  const admin = await world.signedIn((await aUser({ platformRole: "admin" })).email);
  const assign = (body: unknown) => admin.post(NUMBERS, { body });
  const listed = async (query: Record<string, string>): Promise<Page> =>
    (await admin.get(`${NUMBERS}?${new URLSearchParams(query)}`)).json();
  const linesOf = (businessId: string, action: AuditAction) =>
    world.deps.directory
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.businessId, businessId), eq(auditLog.action, action)));
  return { ...world, admin, assign, listed, linesOf };
}

const pathOf = (address: string, channel = "phone") => `${NUMBERS}/${channel}/${encodeURIComponent(address)}`;

describe("a number", () => {
  test("given to a business as it is dialled at home is kept in its international form, and its calls go there", async () => {
    const { assign, deps, linesOf } = await anAdmin();
    const business = await aBusiness();
    const address = freeNumber();
    const response = await assign({ channel: "phone", address: asTyped(address), businessId: business.id });
    const number = numberSchema.parse(await response.json());
    expect(number).toMatchObject({ address, businessId: business.id, businessName: business.name });
    expect(await findAddressOwner(deps.directory, "phone", address)).toMatchObject({ businessId: business.id });
    expect(await linesOf(business.id, "number.assigned")).toEqual([
      expect.objectContaining({ recordType: "number", recordId: address }),
    ]);
  });

  test("of another business is a conflict that names whose it is, and stays where it was", async () => {
    const { assign, deps, linesOf } = await anAdmin();
    const [owner, other] = [await aBusiness(), await aBusiness()];
    const address = freeNumber();
    await assign({ channel: "phone", address, businessId: owner.id });
    const response = await assign({ channel: "phone", address: asTyped(address), businessId: other.id });
    const error = await errorOf(response);
    expect([response.status, error.code]).toEqual([409, "conflict"]);
    expect(error.details).toEqual([{ field: "address", problem: owner.name }]);
    expect(await findAddressOwner(deps.directory, "phone", address)).toMatchObject({ businessId: owner.id });
    expect(await linesOf(other.id, "number.assigned")).toEqual([]);
  });

  test("given to several at once becomes one's", async () => {
    const { assign, deps } = await anAdmin();
    const businesses = [await aBusiness(), await aBusiness(), await aBusiness()];
    const address = freeNumber();
    const answers = await Promise.all(
      businesses.map(({ id }) => assign({ channel: "phone", address, businessId: id })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    const rows = await deps.directory.select().from(channelAddresses).where(eq(channelAddresses.address, address));
    const winner = businesses[answers.findIndex(({ status }) => status === 200)];
    expect(rows.map(({ businessId }) => businessId)).toEqual([winner?.id]);
    const lines = await deps.directory.select().from(auditLog).where(eq(auditLog.recordId, address));
    expect(lines.map(({ businessId }) => businessId)).toEqual([winner?.id]);
  });

  test("given again to whom it belongs, because the answer was lost, is theirs and stands on record once", async () => {
    const { assign, linesOf } = await anAdmin();
    const { id: businessId } = await aBusiness();
    const given = { channel: "phone", address: freeNumber(), businessId };
    const [first, again] = [await assign(given), await assign(given)];
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(await again.json()).toEqual(await first.json());
    expect(await linesOf(businessId, "number.assigned")).toHaveLength(1);
  });

  test("can be one business's for calls and for WhatsApp", async () => {
    const { assign, deps } = await anAdmin();
    const { id: businessId } = await aBusiness();
    const address = freeNumber();
    for (const channel of ["phone", "whatsapp"] as const) {
      expect((await assign({ channel, address, businessId })).status).toBe(200);
      expect(await findAddressOwner(deps.directory, channel, address)).toMatchObject({ businessId });
    }
  });

  test("that is one business's for calls cannot be another's for WhatsApp, not even in the same moment", async () => {
    const { assign, deps, linesOf } = await anAdmin();
    const [calls, messages] = [await aBusiness(), await aBusiness()];
    const address = freeNumber();
    await assign({ channel: "phone", address, businessId: calls.id });
    const response = await assign({ channel: "whatsapp", address, businessId: messages.id });
    expect([response.status, (await errorOf(response)).details]).toEqual([
      409,
      [{ field: "address", problem: calls.name }],
    ]);
    expect(await findAddressOwner(deps.directory, "whatsapp", address)).toBeUndefined();
    expect(await linesOf(messages.id, "number.assigned")).toEqual([]);

    const wanted = freeNumber();
    const answers = await Promise.all([
      assign({ channel: "phone", address: wanted, businessId: calls.id }),
      assign({ channel: "whatsapp", address: wanted, businessId: messages.id }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test.each([
    [{ address: "*2700" }, "address"],
    [{ address: "not a number" }, "address"],
    [{ address: "123" }, "address"],
    [{ address: "+266696687" }, "address"],
    [{ channel: "fax" }, "channel"],
    [{ businessId: "no-such-business" }, "businessId"],
    [{ businessId: 7 }, "businessId"],
  ])("is refused with %j, naming the field", async (fields, field) => {
    const { assign } = await anAdmin();
    const body = { channel: "phone", address: freeNumber(), businessId: (await aBusiness()).id, ...fields };
    const response = await assign(body);
    expect([response.status, (await errorOf(response)).details?.map((detail) => detail.field)]).toEqual([400, [field]]);
  });

  test("taken back is nobody's, on record, and can be given to another", async () => {
    const { admin, assign, deps, linesOf } = await anAdmin();
    const [before, after] = [await aBusiness(), await aBusiness()];
    const address = freeNumber();
    await assign({ channel: "phone", address, businessId: before.id });
    expect((await admin.delete(pathOf(address))).status).toBe(204);
    expect(await findAddressOwner(deps.directory, "phone", address)).toBeUndefined();
    expect(await linesOf(before.id, "number.released")).toHaveLength(1);
    expect((await assign({ channel: "phone", address, businessId: after.id })).status).toBe(200);
  });

  test("taken back twice at once is taken back once", async () => {
    const { admin, assign, linesOf } = await anAdmin();
    const business = await aBusiness();
    const address = freeNumber();
    await assign({ channel: "phone", address, businessId: business.id });
    const answers = await Promise.all([admin.delete(pathOf(address)), admin.delete(pathOf(address))]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404]);
    expect(await linesOf(business.id, "number.released")).toHaveLength(1);
  });

  test.each([pathOf("+97240000000"), pathOf("+97240000000", "fax"), pathOf("\u0000")])(
    "that is not there cannot be taken back: %s",
    async (path) => {
      const { admin } = await anAdmin();
      expect((await admin.delete(path)).status).toBe(404);
    },
  );
});

describe("the list of numbers", () => {
  test("goes from the newest on, and loses none between its pages", async () => {
    const { assign, listed, clock } = await anAdmin();
    const { id: businessId } = await aBusiness();
    const addresses = [freeNumber(), freeNumber(), freeNumber()];
    const made: string[] = [];
    // All in one millisecond, each in both channels, and one later.
    for (const address of addresses)
      for (const channel of ["phone", "whatsapp"]) {
        await assign({ channel, address, businessId });
        made.push(`${channel} ${address}`);
      }
    clock.now += 1;
    const last = freeNumber();
    await assign({ channel: "phone", address: last, businessId });
    const seen: string[] = [];
    let cursor = "";
    do {
      const page = await listed({ businessId, limit: "2", ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ channel, address }) => `${channel} ${address}`));
      cursor = page.nextCursor ?? "";
    } while (cursor !== "");
    expect(seen[0]).toBe(`phone ${last}`);
    expect(seen.slice(1).toSorted()).toEqual(made.toSorted());
  });

  test("is searched by a number as it is dialled at home, by its end, and by whose it is", async () => {
    const { assign, listed } = await anAdmin();
    const business = await aBusiness({ name: `נדל״ן ${crypto.randomUUID().slice(0, 8)}` });
    const address = freeNumber();
    await assign({ channel: "phone", address, businessId: business.id });
    for (const query of [asTyped(address), address, address.slice(-7), business.name.replace("״", '"')])
      expect((await listed({ query })).items.map((number) => number.address)).toEqual([address]);
    expect((await listed({ query: "0599999999" })).items).toEqual([]);
  });
});
