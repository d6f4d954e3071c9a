// Slack's own markup, read by Slack's rules, as rich text. The library reads it as Markdown, which it is not: a
// line that begins with "#", a line of dashes or "10:30:45" would be drawn wrongly or not at all.

import { emojiSign } from "../emoji";
import type { Block, TextObject } from "../protocol";

type Style = Partial<Record<"bold" | "italic" | "strike" | "code", true>>;

const STYLES: Record<string, keyof Style> = { "*": "bold", _: "italic", "~": "strike" };
const FENCE = /```([\s\S]+?)```/;
const TOKEN = /^<([^<>\n]+)>/;
const CODE = /^`([^`\n]+)`/;
const EMOJI = /^:([a-z0-9_+'-]+(?:::skin-tone-\d)?):/;
const ADDRESS = /https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)\]'"*_~]/g;
const QUOTE = /^(?:&gt;|>) ?/;
const WORD = /[\p{L}\p{N}]/u;

function unescape(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function textPart(text: string, style: Style): Block {
  return { type: "text", text, ...(Object.keys(style).length ? { style } : {}) };
}

function linkPart(url: string, label: string, style: Style): Block {
  const shown = label || url.replace(/^mailto:/, "");
  return { type: "link", url, text: shown, ...(Object.keys(style).length ? { style } : {}) };
}

/** Words in which whole web addresses become links. */
function wordParts(raw: string, style: Style): Block[] {
  const text = unescape(raw);
  if (style.code) return [textPart(text, style)];
  const parts: Block[] = [];
  let at = 0;
  for (const found of text.matchAll(ADDRESS)) {
    if (found.index > at) parts.push(textPart(text.slice(at, found.index), style));
    parts.push(linkPart(found[0], "", style));
    at = found.index + found[0].length;
  }
  if (at < text.length) parts.push(textPart(text.slice(at), style));
  return parts;
}

function datePart(token: string, label: string, style: Style): Block {
  const [, epoch, format, link] = token.split("^");
  const timestamp = Number(epoch);
  if (!Number.isFinite(timestamp) || !format) return textPart(label, style);
  // The library hands on only the format of a date in rich text, so its link rides there.
  return { type: "date", timestamp, format: link ? `${format}^${link}` : format, fallback: label };
}

function tokenPart(inside: string, style: Style): Block {
  const [token, ...rest] = inside.split("|");
  const label = unescape(rest.join("|"));
  if (token.startsWith("@")) return { type: "user", user_id: token.slice(1) };
  if (token.startsWith("#")) return { type: "channel", channel_id: label ? `${token.slice(1)}|${label}` : token.slice(1) };
  if (token.startsWith("!subteam^")) {
    const id = token.slice("!subteam^".length);
    return { type: "usergroup", usergroup_id: label ? `${id}|${label}` : id };
  }
  if (token.startsWith("!date^")) return datePart(token, label, style);
  if (["!here", "!channel", "!everyone"].includes(token)) return { type: "broadcast", range: token.slice(1) };
  if (token.startsWith("!")) return textPart(label || token.slice(1), style);
  return linkPart(unescape(token), label, style);
}

/** Where a bold, italic or struck stretch that opens here would close; -1 when it does not open or close. */
function closingOf(text: string, at: number): number {
  const sign = text[at];
  const next = text[at + 1];
  if (WORD.test(text[at - 1] ?? "") || next === undefined || /\s/.test(next) || next === sign) return -1;
  for (let end = at + 1; end < text.length && text[end] !== "\n"; end++) {
    const inner = text.slice(end);
    const whole = TOKEN.exec(inner) ?? CODE.exec(inner);
    if (whole) {
      end += whole[0].length - 1;
    } else if (text[end] === sign && end > at + 1 && !/\s/.test(text[end - 1]) && !WORD.test(text[end + 1] ?? "")) {
      return end;
    }
  }
  return -1;
}

interface Found {
  parts: Block[];
  length: number;
}

function emojiAt(rest: string, before: string | undefined): Found | null {
  const emoji = EMOJI.exec(rest);
  if (!emoji || WORD.test(before ?? "") || emojiSign(emoji[1]).startsWith(":")) return null;
  return { parts: [{ type: "emoji", name: emoji[1] }], length: emoji[0].length };
}

function specialAt(text: string, at: number, style: Style): Found | null {
  const rest = text.slice(at);
  const sign = text[at];
  if (sign === "<") {
    const token = TOKEN.exec(rest);
    return token && { parts: [tokenPart(token[1], style)], length: token[0].length };
  }
  if (sign === "`") {
    const code = CODE.exec(rest);
    return code && { parts: wordParts(code[1], { ...style, code: true }), length: code[0].length };
  }
  if (sign === ":") return emojiAt(rest, text[at - 1]);
  const kind = STYLES[sign];
  const end = kind ? closingOf(text, at) : -1;
  if (end < 0) return null;
  return { parts: inline(text.slice(at + 1, end), { ...style, [kind]: true }), length: end + 1 - at };
}

function inline(text: string, style: Style = {}): Block[] {
  const parts: Block[] = [];
  let words = "";
  const flush = () => {
    if (words) parts.push(...wordParts(words, style));
    words = "";
  };
  for (let at = 0; at < text.length; ) {
    const special = specialAt(text, at, style);
    if (special) {
      flush();
      parts.push(...special.parts);
    } else words += text[at];
    at += special?.length ?? 1;
  }
  flush();
  return parts;
}

function section(lines: string[]): Block[] {
  const text = lines.join("\n");
  return text ? [{ type: "rich_text_section", elements: inline(text) }] : [];
}

/** Stretches of quoted and of other lines; ">>>" quotes everything after it. */
function paragraphs(text: string): Block[] {
  const found: Block[] = [];
  let plain: string[] = [];
  let quoted: string[] = [];
  const endPlain = () => {
    found.push(...section(plain));
    plain = [];
  };
  const endQuote = () => {
    if (quoted.length) found.push({ type: "rich_text_quote", elements: inline(quoted.join("\n")) });
    quoted = [];
  };
  const lines = text.split("\n");
  for (const [at, line] of lines.entries()) {
    if (/^(?:&gt;|>){3}/.test(line)) {
      endPlain();
      quoted.push(line.replace(/^(?:&gt;|>){3} ?/, ""), ...lines.slice(at + 1));
      break;
    }
    if (QUOTE.test(line)) {
      endPlain();
      quoted.push(line.replace(QUOTE, ""));
    } else {
      endQuote();
      plain.push(line);
    }
  }
  endPlain();
  endQuote();
  return found;
}

function fenced(text: string): Block {
  const words = unescape(text.replace(/<([^<>|\n]+)(?:\|([^<>\n]*))?>/g, (_all, token: string, label) => label || token));
  const elements = [{ type: "text", text: words.replace(/^\n|\n$/g, "") }];
  return { type: "rich_text_preformatted", elements };
}

function richElements(text: string): Block[] {
  const found: Block[] = [];
  let rest = text;
  for (let fence = FENCE.exec(rest); fence; fence = FENCE.exec(rest)) {
    found.push(...paragraphs(rest.slice(0, fence.index).replace(/\n$/, "")), fenced(fence[1]));
    rest = rest.slice(fence.index + fence[0].length).replace(/^\n/, "");
  }
  return [...found, ...paragraphs(rest)];
}

function plainElements(text: string): Block[] {
  const parts: Block[] = [];
  let words = "";
  for (let at = 0; at < text.length; ) {
    const emoji = text[at] === ":" ? emojiAt(text.slice(at), text[at - 1]) : null;
    if (emoji) {
      if (words) parts.push(textPart(unescape(words), {}));
      words = "";
      parts.push(...emoji.parts);
    } else words += text[at];
    at += emoji?.length ?? 1;
  }
  if (words) parts.push(textPart(unescape(words), {}));
  return [{ type: "rich_text_section", elements: parts }];
}

/** A text object, or what a person wrote, as a block that the library draws as it is. */
export function richText(text: TextObject): Block {
  return { type: "rich_text", elements: text.type === "plain_text" ? plainElements(text.text) : richElements(text.text) };
}
