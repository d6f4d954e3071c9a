import type { Channel, Command, User } from "./protocol";
import { nameOf } from "./state";

export interface Suggestion {
  /** What is put in the place of what was typed. */
  insert: string;
  title: string;
  hint: string;
  detail: string;
}

export interface Completion {
  kind: "command" | "person" | "channel";
  /** Where the typed beginning stands in the text. */
  from: number;
  to: number;
  suggestions: Suggestion[];
}

export interface Known {
  commands: Command[];
  users: Record<string, User>;
  channels: Record<string, Channel>;
}

const MOST = 8;
const NAME_BEFORE_CARET = /(^|[\s(])([@#])([\p{L}\p{N}._-]*)$/u;

function commandsFor(typed: string, commands: Command[]): Suggestion[] {
  return commands
    .filter((command) => command.command.startsWith(typed))
    .map((command) => ({
      insert: `${command.command} `,
      title: command.command,
      hint: command.usage_hint ?? "",
      detail: command.description ?? "",
    }));
}

function peopleFor(typed: string, users: Record<string, User>): Suggestion[] {
  const words = typed.toLowerCase();
  return Object.values(users)
    .filter((user) => !user.deleted)
    .filter((user) =>
      [user.name, ...nameOf(user).split(" "), ...user.real_name.split(" ")].some((name) =>
        name.toLowerCase().startsWith(words),
      ),
    )
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b)))
    .map((user) => ({ insert: `@${user.name} `, title: nameOf(user), hint: `@${user.name}`, detail: user.title }));
}

function channelsFor(typed: string, channels: Record<string, Channel>): Suggestion[] {
  return Object.values(channels)
    .filter((channel) => channel.kind !== "im" && channel.name.startsWith(typed.toLowerCase()))
    .sort((a, b) => a.name.localeCompare(b.name))
    .map((channel) => ({ insert: `#${channel.name} `, title: `#${channel.name}`, hint: "", detail: channel.topic }));
}

/** What could be meant by the text before the caret; null when nothing is being named. */
export function completionAt(text: string, caret: number, known: Known, inThread: boolean): Completion | null {
  const before = text.slice(0, caret);
  if (/^\/[\w-]*$/.test(before) && !inThread) {
    const suggestions = commandsFor(before, known.commands);
    return suggestions.length ? { kind: "command", from: 0, to: caret, suggestions } : null;
  }
  const named = NAME_BEFORE_CARET.exec(before);
  if (!named) return null;
  const [, , sign, typed] = named;
  const all = sign === "@" ? peopleFor(typed, known.users) : channelsFor(typed, known.channels);
  if (!all.length) return null;
  const from = caret - typed.length - 1;
  return { kind: sign === "@" ? "person" : "channel", from, to: caret, suggestions: all.slice(0, MOST) };
}
