/** Reads TwiML into a list of verbs in document order and says what Twilio would object to. */
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { grammar, topLevelVerbs } from "./twiml-grammar.ts";

export interface TwimlElement {
  name: string;
  attributes: Record<string, string>;
  children: TwimlElement[];
  /** All text within, without the markup. */
  text: string;
}

export interface TwimlDocument {
  verbs: TwimlElement[];
  /** What makes Twilio stop: the document cannot be read or names an unknown verb. */
  errors: string[];
  /** What Twilio would warn about or ignore. */
  violations: string[];
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
});

const MAX_SAY_LENGTH = 4096;
const HEBREW = /[\u0590-\u05FF]/;
const KNOWN_VOICE = /^(man|woman|alice|Polly\.\S+|Google\.[a-z]{2,3}-[A-Za-z]{2}-\S+)$/;

export function parseTwiml(xml: string): TwimlDocument {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) return unreadable(`TwiML is not XML: ${valid.err.msg} (line ${valid.err.line})`);
  const roots = toElements(parser.parse(xml)).filter((element) => !element.name.startsWith("?"));
  const root = roots[0];
  if (root?.name !== "Response") return unreadable(`TwiML root is <${root?.name ?? ""}>, not <Response>`);
  const document: TwimlDocument = { verbs: root.children, errors: [], violations: [] };
  for (const verb of root.children) {
    if (!topLevelVerbs.includes(verb.name)) document.errors.push(`unknown verb <${verb.name}>`);
    else document.violations.push(...check(verb));
  }
  return document;
}

function unreadable(error: string): TwimlDocument {
  return { verbs: [], errors: [error], violations: [] };
}

function check(element: TwimlElement): string[] {
  const rule = grammar[element.name];
  // Only markup within <Say> gets here without a rule: it is speech, not control.
  if (rule === undefined) return [];
  const found: string[] = [];
  for (const attribute of Object.keys(element.attributes)) {
    if (!rule.attributes.includes(attribute)) found.push(`<${element.name}> has no attribute "${attribute}"`);
  }
  for (const child of element.children) {
    if (!rule.children.includes(child.name)) found.push(`<${child.name}> does not belong in <${element.name}>`);
    else found.push(...check(child));
  }
  if (element.name === "Say") found.push(...checkSay(element));
  if (element.name === "Reject" && !["rejected", "busy", undefined].includes(element.attributes["reason"])) {
    found.push(`<Reject> reason "${element.attributes["reason"]}"`);
  }
  if (element.name === "Stream") found.push(...checkStreamUrl(element.attributes["url"]));
  return found;
}

function checkSay({ text, attributes }: TwimlElement): string[] {
  const found: string[] = [];
  const { voice, language } = attributes;
  if (text.trim() === "") found.push("<Say> without text");
  if (text.length > MAX_SAY_LENGTH) found.push(`<Say> is longer than ${MAX_SAY_LENGTH} characters`);
  if (voice !== undefined && !KNOWN_VOICE.test(voice)) found.push(`<Say> voice "${voice}" does not exist`);
  if (HEBREW.test(text) && language !== "he-IL" && !voice?.includes("he-IL")) {
    found.push("<Say> has Hebrew text in a voice that does not speak Hebrew");
  }
  return found;
}

function checkStreamUrl(url: string | undefined): string[] {
  if (url === undefined || !URL.canParse(url)) return [`<Stream> url "${url ?? ""}" is not an absolute URL`];
  const { protocol, search } = new URL(url);
  if (protocol !== "wss:" && protocol !== "ws:") return [`<Stream> url is ${protocol}, not wss:`];
  return search === "" ? [] : ["<Stream> url has a query string, which Twilio drops"];
}

function toElements(nodes: unknown): TwimlElement[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: Record<string, unknown>) => {
    const name = Object.keys(node).find((key) => key !== ":@" && key !== "#text" && key !== "#comment");
    if (name === undefined) return [];
    const attributes = Object.fromEntries(
      Object.entries(node[":@"] ?? {}).map(([key, value]) => [key, String(value)] as const),
    );
    return [{ name, attributes, children: toElements(node[name]), text: textOf(node[name]).trim() }];
  });
}

function textOf(nodes: unknown): string {
  if (!Array.isArray(nodes)) return "";
  return nodes
    .map((node: Record<string, unknown>) =>
      Object.entries(node)
        .map(([key, value]) => (key === "#text" ? String(value) : key === ":@" ? "" : textOf(value)))
        .join(""),
    )
    .join("");
}
