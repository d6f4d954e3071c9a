import { Fragment, type ReactNode, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import { MessageView } from "./message";
import type { Message } from "./protocol";
import { dayHeading, dayKey } from "./time";
import { useStore, useWorkspace } from "./workspace";

const SAME_BREATH_S = 300;
const NEAR_END_PX = 120;

interface Props {
  label: string;
  messages: Message[];
  inThread?: boolean;
  marked?: string;
  top?: ReactNode;
  hasMore?: boolean;
  onOlder?: () => void;
}

function followsOn(message: Message, before: Message | undefined, sameDay: boolean): boolean {
  if (!before || !sameDay || before.user !== message.user) return false;
  if (Boolean(before.ephemeral) !== Boolean(message.ephemeral) || message.subtype === "thread_broadcast") return false;
  return Number(message.ts) - Number(before.ts) < SAME_BREATH_S;
}

/** Stays at the newest message while one is there, and where one reads while older ones are added above. */
function useScrolling(messages: Message[], marked: string | undefined) {
  const box = useRef<HTMLDivElement>(null);
  const inside = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  /** The way to the end that is kept while what is above still grows; null when nothing is to be kept. */
  const kept = useRef<number | null>(null);
  const height = useRef(0);
  const first = messages[0]?.ts;
  const jumped = useRef("");

  const stay = useCallback(() => {
    const scroller = box.current;
    if (!scroller) return;
    height.current = scroller.scrollHeight;
    if (atEnd.current) scroller.scrollTop = scroller.scrollHeight;
    else if (kept.current !== null) scroller.scrollTop = scroller.scrollHeight - kept.current;
  }, []);
  useEffect(() => {
    if (!box.current || !inside.current) return;
    const watcher = new ResizeObserver(stay);
    watcher.observe(inside.current);
    watcher.observe(box.current);
    return () => watcher.disconnect();
  }, [stay]);
  useLayoutEffect(() => {
    const scroller = box.current;
    if (!scroller || atEnd.current) return;
    kept.current = height.current - scroller.scrollTop;
    stay();
  }, [first, stay]);
  useEffect(() => {
    if (!marked || jumped.current === marked) return;
    const found = box.current?.querySelector<HTMLElement>(`[data-ts="${marked}"]`);
    if (!found) return;
    jumped.current = marked;
    atEnd.current = false;
    kept.current = null;
    found.scrollIntoView({ block: "center" });
  }, [marked, messages]);

  const onScroll = () => {
    const scroller = box.current;
    // What grew by itself, such as a picture that came, is not somebody scrolling.
    if (!scroller || scroller.scrollHeight !== height.current) return;
    const toEnd = scroller.scrollHeight - scroller.scrollTop;
    atEnd.current = toEnd - scroller.clientHeight < NEAR_END_PX;
    if (kept.current !== null && Math.abs(kept.current - toEnd) > 1) kept.current = null;
  };
  return { box, inside, onScroll };
}

export function MessageList({ label, messages, inThread = false, marked, top, hasMore, onOlder }: Props) {
  const store = useStore();
  const tz = useWorkspace((state) => state.me.tz);
  // "Today" changes its meaning when the workspace's clock jumps.
  useWorkspace((state) => state.clock.heardAt);
  const { box, inside, onScroll } = useScrolling(messages, marked);
  const now = store.now();
  return (
    <div className="message-scroll" ref={box} onScroll={onScroll}>
      <div ref={inside} role="log" aria-label={label} className="message-list">
        {hasMore ? (
          <button type="button" className="button older" onClick={onOlder}>
            Show older messages
          </button>
        ) : (
          top
        )}
        {messages.map((message, at) => {
          const before = messages[at - 1];
          const day = dayKey(Number(message.ts), tz);
          const sameDay = before !== undefined && dayKey(Number(before.ts), tz) === day;
          return (
            <Fragment key={message.ts}>
              {!sameDay && (
                <div className="day" role="separator">
                  <span>{dayHeading(Number(message.ts), tz, now)}</span>
                </div>
              )}
              <MessageView
                message={message}
                follows={followsOn(message, before, sameDay)}
                inThread={inThread}
                marked={message.ts === marked}
              />
            </Fragment>
          );
        })}
      </div>
    </div>
  );
}
