import type { Message } from "./protocol";

/** The messages of one channel, or of one thread, oldest first. */
export interface Room {
  messages: Message[];
  hasMore: boolean;
  loaded: boolean;
}

export const EMPTY_ROOM: Room = { messages: [], hasMore: false, loaded: false };

export function threadKey(channel: string, threadTs: string): string {
  return `${channel}/${threadTs}`;
}

export function isReply(message: Message): boolean {
  return Boolean(message.thread_ts) && message.thread_ts !== message.ts;
}

/** Replies stay in their thread unless they were also sent to the channel. */
export function showsInChannel(message: Message): boolean {
  return !isReply(message) || message.subtype === "thread_broadcast";
}

// Slack's times are "seconds.micros" with a fixed number of digits, so their text sorts as they do.
function inOrder(messages: Message[]): Message[] {
  return messages.sort((a, b) => (a.ts < b.ts ? -1 : a.ts > b.ts ? 1 : 0));
}

/** Adds the messages, or puts them in the place of what was known under the same time. */
export function withMessages(room: Room, added: Message[]): Room {
  const known = new Map(room.messages.map((message) => [message.ts, message]));
  for (const message of added) known.set(message.ts, message);
  return { ...room, messages: inOrder([...known.values()]) };
}

export function withoutMessage(room: Room, ts: string): Room {
  return { ...room, messages: room.messages.filter((message) => message.ts !== ts) };
}

/** What a fresh page of history says, keeping what only this window knows: its ephemeral messages. */
export function withHistory(room: Room, page: Message[], hasMore: boolean): Room {
  const kept = room.messages.filter((message) => message.ephemeral);
  return withMessages({ messages: kept, hasMore, loaded: true }, page);
}

/** A reply came: its root counts it at once, and the root's own news later says the same. */
export function withReply(room: Room, reply: Message): Room {
  const root = room.messages.find((message) => message.ts === reply.thread_ts);
  if (!root || reply.ephemeral || (root.latest_reply ?? "") >= reply.ts) return room;
  const repliers = root.reply_users ?? [];
  const counted: Message = {
    ...root,
    thread_ts: root.ts,
    reply_count: (root.reply_count ?? 0) + 1,
    reply_users: repliers.includes(reply.user) ? repliers : [...repliers, reply.user],
    latest_reply: reply.ts,
  };
  return withMessages(room, [counted]);
}
