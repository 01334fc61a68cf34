import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { fitProblems } from "./chain.ts";
import { editProblems, writeFingerprints } from "./landed.ts";
import { aChain } from "./test-chain.ts";

const TWO = { "0000_init": "create table a (id text)", "0001_more": "alter table a add b text" };
const shown = (problems: { file: string; problem: string }[]) =>
  problems.map(({ file, problem }) => `${file}: ${problem}`);

describe("journal, snapshots and files fit together", () => {
  test("as they are generated", () => {
    expect(fitProblems(aChain(TWO).folder)).toEqual([]);
  });

  test("not with a file that the journal does not know: nobody would apply it", () => {
    const chain = aChain(TWO);
    chain.write("0002_by_hand.sql", "create table b (id text)");
    expect(shown(fitProblems(chain.folder))).toEqual([
      expect.stringMatching(/^0002_by_hand\.sql: is not in the journal/),
    ]);
  });

  test.each(["0001_more.sql", "meta/0001_snapshot.json"])("not without %s", (name) => {
    const chain = aChain(TWO);
    chain.remove(name);
    expect(shown(fitProblems(chain.folder))).toEqual([expect.stringMatching(/0001_more has no/)]);
  });

  test("not with a snapshot that follows on another, as after two branches made a migration each", () => {
    const chain = aChain(TWO);
    chain.write("meta/0001_snapshot.json", { id: "x", prevId: "of the other branch" });
    expect(shown(fitProblems(chain.folder))).toEqual([expect.stringMatching(/does not follow/)]);
  });

  test.each([
    [[0, 2], [1, 2], /place 1/],
    [[0, 1], [5, 5], /not younger/],
  ])(
    "not with a journal out of order: places %j, times %j",
    ([first = 0, second = 0], [then = 0, later = 0], problem) => {
      const chain = aChain(TWO);
      chain.write("meta/_journal.json", {
        entries: [
          { idx: first, tag: "0000_init", when: then },
          { idx: second, tag: "0001_more", when: later },
        ],
      });
      expect(shown(fitProblems(chain.folder))).toEqual([expect.stringMatching(problem)]);
    },
  );
});

describe("a migration", () => {
  function committed(chain: ReturnType<typeof aChain>, message: string) {
    const git = (...args: string[]) => {
      const identity = ["-c", "user.name=t", "-c", "user.email=t@example.test", "-c", "commit.gpgsign=false"];
      const { status, stderr } = spawnSync("git", [...identity, ...args], { cwd: chain.folder, encoding: "utf8" });
      if (status !== 0) throw new Error(stderr);
    };
    git("init", "--quiet");
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
  }

  test("that is edited no longer has its fingerprint; before it lands, generating writes it anew", () => {
    const chain = aChain(TWO);
    chain.write("0001_more.sql", "alter table a add c text");
    expect(shown(editProblems(chain.folder))).toEqual([expect.stringMatching(/^0001_more\.sql: .*db:generate/)]);
    writeFingerprints(chain.folder);
    expect(editProblems(chain.folder)).toEqual([]);
  });

  test("that has landed cannot be edited, whatever the fingerprints are made to say", () => {
    const chain = aChain(TWO);
    committed(chain, "landed");
    chain.write("0001_more.sql", "alter table a add c text");
    const refused = [expect.stringMatching(/^0001_more\.sql: was edited after it had landed/)];
    expect(shown(editProblems(chain.folder))).toEqual(refused);
    writeFingerprints(chain.folder);
    expect(shown(editProblems(chain.folder))).toEqual(refused);
    chain.write("meta/_fingerprints.json", {});
    committed(chain, "forget them");
    writeFingerprints(chain.folder);
    expect(shown(editProblems(chain.folder))).toEqual(refused);
    chain.write("0001_more.sql", TWO["0001_more"]);
    expect(editProblems(chain.folder)).toEqual([]);
  });

  test("that has landed cannot go away", () => {
    const chain = aChain(TWO);
    committed(chain, "landed");
    chain.remove("0001_more.sql");
    chain.write("meta/_journal.json", { entries: [{ idx: 0, tag: "0000_init", when: 0 }] });
    expect(shown(editProblems(chain.folder))).toEqual(["0001_more.sql: had landed, and is gone"]);
  });

  test("is the same with the line ends of another system, and a new one needs a fingerprint", () => {
    const chain = aChain({ "0000_init": "create table a\n(id text)" });
    chain.write("0000_init.sql", "create table a\r\n(id text)");
    expect(editProblems(chain.folder)).toEqual([]);
    chain.write("meta/_fingerprints.json", {});
    expect(shown(editProblems(chain.folder))).toEqual([expect.stringMatching(/is not in meta\/_fingerprints\.json/)]);
  });
});
