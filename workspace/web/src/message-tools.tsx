import { useState } from "react";
import { ConfirmDialog } from "./dialog";
import { emojiSign } from "./emoji";
import { Menu, type MenuItem } from "./floating";
import { addressOf, goWith } from "./place";
import type { Message } from "./protocol";
import { EmojiButton, useReact } from "./reactions";
import { isReply } from "./rooms";
import { useStore, useWorkspace } from "./workspace";

const QUICK = ["eyes", "white_check_mark", "ticket"];

interface Props {
  message: Message;
  inThread: boolean;
  active: boolean;
  onEdit: () => void;
}

function linkOf(message: Message): string {
  const thread = isReply(message) ? (message.thread_ts ?? "") : "";
  return location.origin + addressOf({ channel: message.channel, thread, message: message.ts });
}

function useItems({ message, inThread, onEdit }: Props, onDelete: () => void, onReact: () => void): MenuItem[] {
  const store = useStore();
  const me = useWorkspace((state) => state.me.id);
  const shortcuts = useWorkspace((state) => state.shortcuts);
  const app = useWorkspace((state) => state.app?.name ?? "the app");
  const { channel, ts } = message;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(linkOf(message));
      store.notice("The link is copied.");
    } catch {
      store.notice(`The browser did not let the page copy. The link is ${linkOf(message)}`);
    }
  };
  const forApp: MenuItem[] = shortcuts
    .filter((shortcut) => shortcut.type === "message")
    .map((shortcut, at) => ({
      label: shortcut.name,
      hint: shortcut.description,
      heading: at === 0 ? app : undefined,
      onChoose: () =>
        void store.act({ do: "message_shortcut", callback_id: shortcut.callback_id, channel, ts }),
    }));
  const general: MenuItem[] = [{ label: "React…", heading: "Message", onChoose: onReact }];
  if (!inThread) general.push({ label: "Reply in thread", onChoose: () => openThread(message) });
  general.push({ label: "Copy link", onChoose: () => void copy() });
  if (message.user === me) {
    general.push({ label: "Edit", onChoose: onEdit });
    general.push({ label: "Delete", danger: true, onChoose: onDelete });
  }
  return [...forApp, ...general];
}

function openThread(message: Message): void {
  goWith({ channel: message.channel, home: false, thread: isReply(message) ? (message.thread_ts ?? "") : message.ts });
}

/** The little bar at a message: quick reactions, the thread, and everything else behind ⋯. */
export function MessageTools(props: Props) {
  const { message, inThread, active } = props;
  const store = useStore();
  const react = useReact(message);
  const [deleting, setDeleting] = useState(false);
  const [reacting, setReacting] = useState(0);
  const items = useItems(
    props,
    () => setDeleting(true),
    () => setReacting((times) => times + 1),
  );
  if (message.ephemeral) return null;
  // Out of the way of the Tab key until its message has the focus.
  const tabIndex = active ? 0 : -1;
  return (
    <div className="tools" role="toolbar" aria-label="Message actions">
      {QUICK.map((name) => (
        <button
          key={name}
          type="button"
          className="icon-button quick"
          aria-label={`React with ${name}`}
          title={`React with :${name}:`}
          tabIndex={tabIndex}
          onClick={() => react(name)}
        >
          {emojiSign(name)}
        </button>
      ))}
      <EmojiButton key={reacting} startOpen={reacting > 0} label="React" tabIndex={tabIndex} onChoose={react}>
        ☺
      </EmojiButton>
      {!inThread && (
        <button
          type="button"
          className="icon-button"
          aria-label="Reply in thread"
          title="Reply in thread"
          tabIndex={tabIndex}
          onClick={() => openThread(message)}
        >
          <svg viewBox="0 0 20 20" width="16" height="16" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round" aria-hidden="true">
            <path d="M3 4h14v9H9l-4 3.5V13H3z" />
          </svg>
        </button>
      )}
      <Menu label="More actions" items={items} align="end" tabIndex={tabIndex}>
        ⋯
      </Menu>
      {deleting && (
        <ConfirmDialog
          title="Delete this message?"
          text="It goes for everybody. This cannot be undone."
          confirm="Delete"
          deny="Keep it"
          danger
          onDeny={() => setDeleting(false)}
          onConfirm={() => {
            setDeleting(false);
            void store.act({ do: "delete", channel: message.channel, ts: message.ts });
          }}
        />
      )}
    </div>
  );
}
