import { useEffect } from "react";
import { Composer } from "./composer";
import { MessageList } from "./message-list";
import { goWith, type Place } from "./place";
import type { Channel } from "./protocol";
import { EMPTY_ROOM, showsInChannel } from "./rooms";
import { channelTitle, useStore, useWorkspace } from "./workspace";

const MOST_PAGES_BACK = 10;

/** Tells the workspace that this person has seen the newest message, as long as they look at it. */
function useReading(channel: Channel, newest: string | undefined): void {
  const store = useStore();
  const unread = useWorkspace((state) => state.unread[channel.id]?.count ?? 0);
  useEffect(() => {
    const read = () => {
      if (!newest || !unread || document.visibilityState !== "visible") return;
      void store.act({ do: "read", channel: channel.id, ts: newest });
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [store, channel.id, newest, unread]);
}

/** A link may lead far back: older pages are read until the message is there. */
function useLinkedMessage(channel: string, ts: string): void {
  const store = useStore();
  const loaded = useWorkspace((state) => state.rooms[channel]?.loaded ?? false);
  useEffect(() => {
    if (!ts || !loaded) return;
    const search = async () => {
      for (let page = 0; page < MOST_PAGES_BACK; page++) {
        const room = store.read().rooms[channel];
        if (!room?.hasMore || room.messages.some((message) => message.ts <= ts)) return;
        await store.loadOlder(channel);
      }
    };
    void search();
  }, [store, channel, ts, loaded]);
}

function Beginning({ channel, title }: { channel: Channel; title: string }) {
  const words =
    channel.kind === "im"
      ? `This is the beginning of your conversation with ${title}.`
      : `This is the beginning of #${title}.`;
  return (
    <div className="beginning">
      <p>{words}</p>
      {channel.topic && <p>{channel.topic}</p>}
    </div>
  );
}

function Below({ channel, title }: { channel: Channel; title: string }) {
  const store = useStore();
  if (channel.is_archived) return <p className="below">#{title} is archived. It can be read, and nothing can be added.</p>;
  if (!channel.is_member && channel.kind !== "im") {
    return (
      <div className="below">
        <span>You are looking at #{title} without being in it.</span>
        <button type="button" className="button primary" onClick={() => void store.act({ do: "join", channel: channel.id })}>
          Join #{title}
        </button>
      </div>
    );
  }
  return (
    <Composer key={channel.id} channel={channel.id} label={channel.kind === "im" ? `Message ${title}` : `Message #${title}`} />
  );
}

/** The messages of one conversation, and the box to write the next one. */
export function ChannelView({ channel, place }: { channel: Channel; place: Place }) {
  const store = useStore();
  const users = useWorkspace((state) => state.users);
  const room = useWorkspace((state) => state.rooms[channel.id] ?? EMPTY_ROOM);
  const messages = room.messages.filter(showsInChannel);
  const title = channelTitle(channel, users);
  useEffect(() => void store.openChannel(channel.id), [store, channel.id]);
  useReading(channel, messages.at(-1)?.ts);
  useLinkedMessage(channel.id, place.thread ? place.thread : place.message);

  return (
    <>
      <MessageList
        key={channel.id}
        label={channel.kind === "im" ? `Messages with ${title}` : `Messages in #${title}`}
        messages={messages}
        marked={place.message}
        hasMore={room.hasMore}
        onOlder={() => void store.loadOlder(channel.id)}
        top={room.loaded ? <Beginning channel={channel} title={title} /> : <p className="loading">Loading…</p>}
      />
      <Below channel={channel} title={title} />
    </>
  );
}

export function ThreadPanel({ channel, place }: { channel: Channel; place: Place }) {
  const store = useStore();
  const users = useWorkspace((state) => state.users);
  const room = useWorkspace((state) => state.threads[`${channel.id}/${place.thread}`] ?? EMPTY_ROOM);
  const title = channelTitle(channel, users);
  const close = () => goWith({ thread: "" });
  useEffect(() => void store.openThread(channel.id, place.thread), [store, channel.id, place.thread]);

  return (
    <aside
      className="thread"
      data-testid="thread-panel"
      aria-label="Thread"
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <header className="pane-head">
        <button type="button" className="icon-button only-phone" aria-label="Back to the channel" onClick={close}>
          ←
        </button>
        <h2>
          Thread <small>{channel.kind === "im" ? title : `#${title}`}</small>
        </h2>
        <button type="button" className="icon-button" aria-label="Close the thread" onClick={close}>
          ✕
        </button>
      </header>
      <MessageList
        key={place.thread}
        label={`Thread in ${title}`}
        messages={room.messages}
        inThread
        marked={place.message}
        top={room.loaded ? null : <p className="loading">Loading…</p>}
      />
      {!channel.is_archived && (
        <Composer
          key={`${channel.id}/${place.thread}`}
          channel={channel.id}
          threadTs={place.thread}
          label="Reply in the thread"
          broadcastTo={channel.kind === "im" ? title : `#${title}`}
        />
      )}
    </aside>
  );
}
