// Adds to package-lock.json the optional packages of other platforms that the registry in use did not offer
// when the lock was written. Without them `npm ci` calls the lock incomplete. Run it after `npm install`:
//   node dev/complete-lockfile.mjs
import { readFileSync, writeFileSync } from "node:fs";

const path = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(path, "utf8"));

const systems = {
  windows: "win32",
  win32: "win32",
  darwin: "darwin",
  android: "android",
  freebsd: "freebsd",
  openharmony: "openharmony",
  aix: "aix",
  netbsd: "netbsd",
  openbsd: "openbsd",
  sunos: "sunos",
  linux: "linux",
};
const machines = ["arm64", "x64", "ia32", "ppc64", "riscv64", "s390x", "loong64", "mips64el", "wasm32", "arm"];

/** What a platform package runs on, read from its name; the name is the only source when its page is missing. */
function platformOf(name) {
  const words = name.split("/").at(-1).split("-");
  const os = words.map((word) => systems[word]).find(Boolean);
  const cpu = words.includes("64") ? "x64" : machines.find((machine) => words.includes(machine));
  const libc = words.some((word) => word.startsWith("musl")) ? "musl" : words.includes("gnu") ? "glibc" : undefined;
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }), ...(libc && os === "linux" && { libc: [libc] }) };
}

let added = 0;
for (const [where, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = where === "" ? null : `${where}/node_modules/${name}`;
    const known = [nested, `node_modules/${name}`].some((place) => place && lock.packages[place]?.version === version);
    if (known || !/^\d/.test(version)) continue;
    const place = lock.packages[`node_modules/${name}`] ? nested : `node_modules/${name}`;
    lock.packages[place] = { version, ...platformOf(name), optional: true };
    added++;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} platform packages added`);
