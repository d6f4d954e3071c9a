import { type KeyboardEvent, memo, useMemo, useState } from "react";
import { Avatar } from "./avatar";
import { Blocks } from "./blocks/blocks";
import { SurfaceProvider } from "./blocks/surface";
import { Files } from "./files";
import { MessageTools } from "./message-tools";
import { EditBox } from "./edit";
import { goWith } from "./place";
import type { Attachment, Block, Container, Message } from "./protocol";
import { Reactions } from "./reactions";
import { isReply } from "./rooms";
import { nameOf } from "./state";
import { spokenMessage } from "./text";
import { clockTime, distance, fullTime } from "./time";
import { useStore, useWorkspace } from "./workspace";

interface Props {
  message: Message;
  /** Follows another message of the same person within a few minutes: no name and face again. */
  follows: boolean;
  inThread: boolean;
  marked: boolean;
}

function words(text: string): Block {
  return { type: "section", text: { type: "mrkdwn", text } };
}

function attachedBlocks(one: Attachment): Block[] {
  if (one.blocks?.length) return one.blocks;
  const title = one.title && (one.title_link ? `*<${one.title_link}|${one.title}>*` : `*${one.title}*`);
  const fields = (one.fields ?? []).map((field) => `*${field.title}*\n${field.value}`);
  const parts = [one.pretext, title, one.text, ...fields, one.footer].filter((part): part is string => Boolean(part));
  return (parts.length ? parts : [one.fallback ?? ""]).filter(Boolean).map(words);
}

/** Slack's three words for a colour, or the six digits that apps send with or without their sign. */
function edgeColour(color: string): string {
  const named: Record<string, string> = { good: "#2e8b57", warning: "#d99a1c", danger: "#c0392b" };
  return named[color] ?? (color.startsWith("#") ? color : `#${color}`);
}

function Body({ message }: { message: Message }) {
  const container = useMemo<Container>(
    () => ({
      type: "message",
      channel: message.channel,
      ts: message.ts,
      ...(message.ephemeral ? { ephemeral: true } : {}),
    }),
    [message.channel, message.ts, message.ephemeral],
  );
  const blocks = useMemo(() => {
    if (message.blocks?.length) return message.blocks;
    return message.text ? [words(message.text)] : [];
  }, [message.blocks, message.text]);
  const attached = useMemo(
    () => (message.attachments ?? []).map((one) => ({ color: one.color, blocks: attachedBlocks(one) })),
    [message.attachments],
  );
  const all = useMemo(() => [...blocks, ...attached.flatMap((one) => one.blocks)], [blocks, attached]);
  return (
    <SurfaceProvider blocks={all} container={container} channel={message.channel}>
      <Blocks blocks={blocks} />
      {attached.map((one, at) => (
        <div key={at} className="attachment" style={{ borderColor: one.color && edgeColour(one.color) }}>
          <Blocks blocks={one.blocks} />
        </div>
      ))}
      {message.edited && <span className="edited">(edited)</span>}
    </SurfaceProvider>
  );
}

function Replies({ message }: { message: Message }) {
  const store = useStore();
  const users = useWorkspace((state) => state.users);
  // "3 days ago" is another moment when the workspace's clock has jumped.
  useWorkspace((state) => state.clock.heardAt);
  const count = message.reply_count ?? 0;
  if (!count) return null;
  return (
    <button
      type="button"
      className="replies"
      onClick={() => goWith({ channel: message.channel, home: false, thread: message.ts })}
    >
      <span className="replies-faces">
        {(message.reply_users ?? []).slice(0, 4).map((id) => (
          <Avatar key={id} user={users[id]} size={22} />
        ))}
      </span>
      <strong>
        {count} {count === 1 ? "reply" : "replies"}
      </strong>
      {message.latest_reply && <small>Last reply {distance(Number(message.latest_reply), store.now())}</small>}
    </button>
  );
}

function Head({ message }: { message: Message }) {
  const store = useStore();
  const user = useWorkspace((state) => state.users[message.user]);
  const me = useWorkspace((state) => state.me);
  const homeTeam = useWorkspace((state) => state.team.id);
  const epoch = Number(message.ts);
  return (
    <div className="message-head">
      <strong className="message-name">{nameOf(user, message.user)}</strong>
      {(message.bot || user?.is_bot) && <span className="tag">App</span>}
      {user && user.team_id && user.team_id !== homeTeam && <span className="tag">Other company</span>}
      <time dateTime={new Date(epoch * 1000).toISOString()} title={fullTime(epoch, me.tz, store.now())}>
        {clockTime(epoch, me.tz)}
      </time>
    </div>
  );
}

/** Up and down go from message to message, as long as the message itself has the focus. */
function step(event: KeyboardEvent<HTMLElement>): void {
  if (event.target !== event.currentTarget) return;
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  const all = [...(event.currentTarget.closest("[role=log]")?.querySelectorAll<HTMLElement>("[role=article]") ?? [])];
  const next = all[all.indexOf(event.currentTarget) + (event.key === "ArrowUp" ? -1 : 1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

export const MessageView = memo(function MessageView({ message, follows, inThread, marked }: Props) {
  const store = useStore();
  const users = useWorkspace((state) => state.users);
  const channels = useWorkspace((state) => state.channels);
  const me = useWorkspace((state) => state.me);
  const [editing, setEditing] = useState(false);
  const [active, setActive] = useState(false);
  const epoch = Number(message.ts);
  const author = users[message.user];
  const spoken = spokenMessage(message, { users, channels }, me.tz, store.now());
  const label = `${nameOf(author, message.user)}, ${clockTime(epoch, me.tz)}: ${spoken}`;
  const className = ["message", follows && "follows", message.ephemeral && "ephemeral", marked && "marked"];

  return (
    <article
      role="article"
      aria-label={message.ephemeral ? `Only visible to you. ${label}` : label}
      className={className.filter(Boolean).join(" ")}
      data-testid="message"
      data-ts={message.ts}
      tabIndex={0}
      onKeyDown={step}
      onFocus={() => setActive(true)}
      onBlur={(event) => setActive(event.currentTarget.contains(event.relatedTarget as Node))}
    >
      <div className="message-side">
        {follows ? <time className="message-when">{clockTime(epoch, me.tz)}</time> : <Avatar user={author} />}
      </div>
      <div className="message-main">
        {message.ephemeral && <div className="message-note">👁 Only visible to you</div>}
        {!inThread && isReply(message) && <div className="message-note">Replied in a thread</div>}
        {!follows && <Head message={message} />}
        {editing ? <EditBox message={message} onDone={() => setEditing(false)} /> : <Body message={message} />}
        {message.files && message.files.length > 0 && <Files files={message.files} />}
        <Reactions message={message} />
        {!inThread && <Replies message={message} />}
      </div>
      <MessageTools message={message} inThread={inThread} active={active} onEdit={() => setEditing(true)} />
    </article>
  );
});
