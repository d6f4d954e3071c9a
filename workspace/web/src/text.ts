import type { Channel, Message, User } from "./protocol";
import { formatTokens } from "./time";
import { nameOf } from "./state";

export interface Names {
  users: Record<string, User>;
  channels: Record<string, Channel>;
}

function unescape(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function withTokens(text: string, replace: (token: string, label: string) => string): string {
  const replaced = text.replace(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_all, token: string, label?: string) =>
    replace(token, label ?? ""),
  );
  return unescape(replaced);
}

/** Slack's text as one would read it aloud: for labels and previews. */
export function plainText(text: string, names: Names, tz = "UTC", now = 0): string {
  return withTokens(text, (token, label) => {
    if (token.startsWith("@")) return `@${nameOf(names.users[token.slice(1)], label || token.slice(1))}`;
    if (token.startsWith("#")) return `#${names.channels[token.slice(1)]?.name || label || "private channel"}`;
    if (token.startsWith("!date^")) {
      const [, epoch, format] = token.split("^");
      return formatTokens(Number(epoch), format, tz, now);
    }
    if (token.startsWith("!subteam^")) return label || "@group";
    if (token.startsWith("!")) return `@${token.slice(1)}`;
    return label || token.replace(/^mailto:/, "");
  });
}

/** Slack's text as its writer typed it, for editing: names that the workspace turns into tokens again. */
export function typedText(text: string, names: Names): string {
  return withTokens(text, (token, label) => {
    if (token.startsWith("@")) return `@${names.users[token.slice(1)]?.name ?? (label || token.slice(1))}`;
    if (token.startsWith("#")) return `#${names.channels[token.slice(1)]?.name ?? label}`;
    if (token.startsWith("!")) return `@${token.slice(1)}`;
    return token.replace(/^mailto:/, "");
  });
}

export function spokenMessage(message: Message, names: Names, tz: string, now: number): string {
  const words = plainText(message.text ?? "", names, tz, now).replace(/\s+/g, " ").trim();
  const files = (message.files ?? []).map((file) => file.name).join(", ");
  return [words, files && `file ${files}`].filter(Boolean).join(", ").slice(0, 200);
}

export function sizeInWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
