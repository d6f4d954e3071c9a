import { type ReactNode, useEffect, useRef, useState } from "react";
import { Emoji } from "./blocks/tokens";
import { emojiSign, findEmoji, spokenEmoji } from "./emoji";
import { Floating } from "./floating";
import type { Message, Reaction } from "./protocol";
import { nameOf } from "./state";
import { useStore, useWorkspace } from "./workspace";

function EmojiGrid({ onChoose, onClose }: { onChoose: (name: string) => void; onClose: () => void }) {
  const [words, setWords] = useState("");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus({ preventScroll: true }), []);
  return (
    <div
      className="emoji-picker"
      role="dialog"
      aria-label="Choose an emoji"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <input
        ref={input}
        className="field"
        aria-label="Find an emoji"
        placeholder="Find an emoji"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <div className="emoji-grid">
        {findEmoji(words).map((name) => (
          <button key={name} type="button" aria-label={name} title={`:${name}:`} onClick={() => onChoose(name)}>
            {emojiSign(name)}
          </button>
        ))}
      </div>
    </div>
  );
}

interface EmojiButtonProps {
  label: string;
  className?: string;
  tabIndex?: number;
  startOpen?: boolean;
  children: ReactNode;
  onChoose: (name: string) => void;
}

export function EmojiButton(props: EmojiButtonProps) {
  const { label, className = "icon-button", tabIndex, startOpen = false, children, onChoose } = props;
  const [open, setOpen] = useState(startOpen);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus({ preventScroll: true });
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={open}
        tabIndex={tabIndex}
        title={label}
        onClick={() => setOpen(!open)}
      >
        {children}
      </button>
      {open && (
        <Floating anchor={button} onClose={() => setOpen(false)} align="end">
          <EmojiGrid
            onClose={close}
            onChoose={(name) => {
              close();
              onChoose(name);
            }}
          />
        </Floating>
      )}
    </>
  );
}

/** What clicking an emoji on a message does: adds one's own reaction, or takes it back. */
export function useReact(message: Message): (name: string) => void {
  const store = useStore();
  const me = useWorkspace((state) => state.me.id);
  return (name) => {
    const mine = message.reactions?.some((one) => one.name === name && one.users.includes(me));
    void store.act({ do: mine ? "unreact" : "react", channel: message.channel, ts: message.ts, name });
  };
}

function Pill({ reaction, onClick }: { reaction: Reaction; onClick: () => void }) {
  const users = useWorkspace((state) => state.users);
  const me = useWorkspace((state) => state.me.id);
  const mine = reaction.users.includes(me);
  const names = reaction.users.map((id) => (id === me ? "you" : nameOf(users[id], id))).join(", ");
  return (
    <button
      type="button"
      className={mine ? "reaction mine" : "reaction"}
      aria-pressed={mine}
      aria-label={`${reaction.name}: ${reaction.count}, ${names}`}
      title={`${names} reacted with ${spokenEmoji(reaction.name)}`}
      onClick={onClick}
    >
      <Emoji name={reaction.name} />
      <span>{reaction.count}</span>
    </button>
  );
}

export function Reactions({ message }: { message: Message }) {
  const react = useReact(message);
  if (!message.reactions?.length) return null;
  return (
    <div className="reactions" role="group" aria-label="Reactions">
      {message.reactions.map((reaction) => (
        <Pill key={reaction.name} reaction={reaction} onClick={() => react(reaction.name)} />
      ))}
      <EmojiButton label="Add a reaction" className="reaction add" onChoose={react}>
        ☺+
      </EmojiButton>
    </div>
  );
}
