import { type ClipboardEvent, type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { type Completion, completionAt, type Suggestion } from "./completion";
import { Floating, Menu } from "./floating";
import { sizeInWords } from "./text";
import { useStore, useWorkspace } from "./workspace";

const MOST_ROWS_PX = 260;

interface Props {
  channel: string;
  threadTs?: string;
  label: string;
  broadcastTo?: string;
}

interface SuggestionsProps {
  id: string;
  completion: Completion;
  active: number;
  onChoose: (suggestion: Suggestion) => void;
}

function Suggestions({ id, completion, active, onChoose }: SuggestionsProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[id="${id}-${active}"]`)?.scrollIntoView({ block: "nearest" });
  }, [id, active]);
  return (
    <div ref={list} id={id} role="listbox" aria-label={completion.kind === "command" ? "Commands" : "Names"} className="choices">
      {completion.suggestions.map((suggestion, at) => (
        <div
          key={suggestion.insert}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === active}
          className={at === active ? "choice active" : "choice"}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(suggestion)}
        >
          <span>
            <strong>{suggestion.title}</strong> <span className="choice-hint">{suggestion.hint}</span>
            {suggestion.detail && <small>{suggestion.detail}</small>}
          </span>
        </div>
      ))}
    </div>
  );
}

function Attached({ files, onRemove }: { files: File[]; onRemove: (file: File) => void }) {
  if (!files.length) return null;
  return (
    <div className="attached">
      {files.map((file, at) => (
        <span key={`${file.name}-${at}`} className="chip">
          {file.name || "screenshot.png"} <small>{sizeInWords(file.size)}</small>
          <button type="button" aria-label={`Remove ${file.name}`} onClick={() => onRemove(file)}>
            ✕
          </button>
        </span>
      ))}
    </div>
  );
}

function ShortcutsMenu() {
  const store = useStore();
  const all = useWorkspace((state) => state.shortcuts);
  const items = all
    .filter((shortcut) => shortcut.type === "global")
    .map((shortcut) => ({
      label: shortcut.name,
      hint: shortcut.description,
      onChoose: () => void store.act({ do: "global_shortcut", callback_id: shortcut.callback_id }),
    }));
  if (!items.length) return null;
  return (
    <Menu label="Shortcuts" items={items}>
      ⚡
    </Menu>
  );
}

/** The text, kept as a draft while one is elsewhere. */
function useDraft(key: string): [string, (text: string) => void] {
  const store = useStore();
  const [text, setText] = useState(() => store.drafts.get(key) ?? "");
  const change = (next: string) => {
    store.drafts.set(key, next);
    setText(next);
  };
  return [text, change];
}

function useCompletion(text: string, caret: number, inThread: boolean) {
  const commands = useWorkspace((state) => state.commands);
  const users = useWorkspace((state) => state.users);
  const channels = useWorkspace((state) => state.channels);
  const [active, setActive] = useState(0);
  const [left, setLeft] = useState("");
  const found = completionAt(text, caret, { commands, users, channels }, inThread);
  // Esc puts the list away for the word it was about, until something else is typed.
  const completion = found && left !== text ? found : null;
  const at = completion ? Math.min(active, completion.suggestions.length - 1) : 0;
  return { completion, active: at, setActive, leave: () => setLeft(text) };
}

export function Composer({ channel, threadTs, label, broadcastTo }: Props) {
  const store = useStore();
  const [text, setText] = useDraft(threadTs ? `${channel}/${threadTs}` : channel);
  const [caret, setCaret] = useState(text.length);
  const [files, setFiles] = useState<File[]>([]);
  const [broadcast, setBroadcast] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const listId = useId();
  const { completion, active, setActive, leave } = useCompletion(text, caret, Boolean(threadTs));

  useLayoutEffect(() => {
    if (!box.current) return;
    box.current.style.height = "auto";
    box.current.style.height = `${Math.min(box.current.scrollHeight, MOST_ROWS_PX)}px`;
  }, [text]);
  useEffect(() => {
    // On a phone this would push the keyboard over what one came to read.
    if (window.matchMedia("(hover: hover)").matches) box.current?.focus({ preventScroll: true });
  }, []);

  const write = (next: string, at: number) => {
    setText(next);
    setCaret(at);
    window.requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(at, at);
    });
  };
  const choose = (suggestion: Suggestion) => {
    if (!completion) return;
    const rest = text.slice(completion.to).replace(/^ /, "");
    write(text.slice(0, completion.from) + suggestion.insert + rest, completion.from + suggestion.insert.length);
    setActive(0);
  };
  const send = async () => {
    const words = text.trim();
    if (!words && !files.length) return;
    // The box is empty at once, so that the next message can be typed; a refusal brings the words back.
    setText("");
    setFiles([]);
    setBroadcast(false);
    if (await post(words)) return;
    if (box.current?.value === "") setText(text);
    setFiles(files);
  };
  const post = async (words: string): Promise<boolean> => {
    if (!files.length) {
      const thread = threadTs ? { thread_ts: threadTs, broadcast } : {};
      return (await store.act({ do: "say", channel, text: words, ...thread })) !== null;
    }
    try {
      await store.server.upload({ channel, thread_ts: threadTs, text: words }, files);
      return true;
    } catch (refusal) {
      store.notice(refusal);
      return false;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (completion) {
      const many = completion.suggestions.length;
      if (event.key === "ArrowDown") setActive((active + 1) % many);
      else if (event.key === "ArrowUp") setActive((active - 1 + many) % many);
      else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey)) {
        const typed = text.slice(completion.from, completion.to);
        const whole = completion.suggestions.some((suggestion) => suggestion.insert.trim() === typed);
        if (event.key === "Enter" && whole) return void enter(event);
        choose(completion.suggestions[active]);
      } else if (event.key === "Escape") {
        event.stopPropagation();
        leave();
      } else return;
      event.preventDefault();
    } else if (event.key === "Enter" && !event.shiftKey) enter(event);
  };
  const enter = (event: KeyboardEvent) => {
    event.preventDefault();
    void send();
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = [...event.clipboardData.files];
    if (!pasted.length) return;
    event.preventDefault();
    setFiles([...files, ...pasted]);
  };
  return (
    <div className="composer" ref={frame}>
      <textarea
        ref={box}
        rows={1}
        data-testid={threadTs ? "thread-composer" : "composer"}
        aria-label={label}
        aria-haspopup="listbox"
        aria-controls={completion ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={completion ? `${listId}-${active}` : undefined}
        placeholder={label}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setCaret(event.target.selectionStart);
          setActive(0);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <Attached files={files} onRemove={(gone) => setFiles(files.filter((file) => file !== gone))} />
      {broadcastTo && (
        <label className="broadcast">
          <input type="checkbox" checked={broadcast} onChange={(event) => setBroadcast(event.target.checked)} />
          <span>Also send to {broadcastTo}</span>
        </label>
      )}
      <div className="composer-foot">
        <label className="icon-button attach" title="Attach files">
          <input
            type="file"
            multiple
            aria-label="Attach files"
            onChange={(event) => {
              setFiles([...files, ...(event.target.files ?? [])]);
              event.target.value = "";
            }}
          />
          <span aria-hidden="true">+</span>
        </label>
        <ShortcutsMenu />
        <span className="composer-hint">Enter sends, Shift+Enter starts a new line</span>
        <button
          type="button"
          className="button primary send"
          disabled={!text.trim() && !files.length}
          onClick={() => void send()}
        >
          Send
        </button>
      </div>
      {completion && (
        <Floating anchor={frame} onClose={leave} sameWidth>
          <Suggestions id={listId} completion={completion} active={active} onChoose={choose} />
        </Floating>
      )}
    </div>
  );
}
