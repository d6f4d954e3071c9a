import { useEffect, useRef, useState } from "react";
import type { Message } from "./protocol";
import { typedText } from "./text";
import { useStore, useWorkspace } from "./workspace";

/** One's own message, in a box to change it. */
export function EditBox({ message, onDone }: { message: Message; onDone: () => void }) {
  const store = useStore();
  const users = useWorkspace((state) => state.users);
  const channels = useWorkspace((state) => state.channels);
  const [text, setText] = useState(() => typedText(message.text, { users, channels }));
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    box.current?.focus();
    box.current?.setSelectionRange(text.length, text.length);
    // Only when it opens: afterwards the caret is the writer's.
  }, []);

  const save = async () => {
    const answer = await store.act({ do: "edit", channel: message.channel, ts: message.ts, text });
    if (answer) onDone();
  };
  return (
    <div className="edit-box">
      <textarea
        ref={box}
        className="field"
        aria-label="Edit the message"
        rows={Math.min(8, text.split("\n").length + 1)}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            event.stopPropagation();
            onDone();
          } else if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            void save();
          }
        }}
      />
      <div className="edit-foot">
        <button type="button" className="button" onClick={onDone}>
          Cancel
        </button>
        <button type="button" className="button primary" onClick={() => void save()}>
          Save
        </button>
      </div>
    </div>
  );
}
