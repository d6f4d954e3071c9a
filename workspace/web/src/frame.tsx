import { useEffect, useState } from "react";
import { Notices, StandingBars } from "./bars";
import { ChannelView, ThreadPanel } from "./channel";
import { ClockBar } from "./clock";
import { Home } from "./home";
import { Modal } from "./modal";
import { go, type Place } from "./place";
import type { Channel, User } from "./protocol";
import { Sidebar } from "./sidebar";
import { WHAT_THIS_IS } from "./start";
import { nameOf } from "./state";
import { channelTitle, useStore, useWorkspace } from "./workspace";

function signOf(channel: Channel): string {
  if (channel.kind === "im") return "";
  return channel.kind === "private" ? "🔒 " : "#";
}

/** The app's two tabs; its Messages tab is the direct conversation with it. */
function AppTabs({ place }: { place: Place }) {
  const store = useStore();
  const app = useWorkspace((state) => state.app);
  const openMessages = async () => {
    if (!app) return;
    const answer = await store.act({ do: "open_dm", user: app.user_id });
    if (!answer?.channel) return;
    go({ channel: answer.channel });
    void store.act({ do: "open_messages" });
  };
  if (!app?.home_enabled) return null;
  return (
    <div className="tabs" role="tablist" aria-label={app.name}>
      <button type="button" role="tab" aria-selected={place.home} onClick={() => go({ home: true })}>
        Home
      </button>
      <button type="button" role="tab" aria-selected={!place.home} onClick={() => void openMessages()}>
        Messages
      </button>
    </div>
  );
}

interface HeadProps {
  place: Place;
  channel: Channel | undefined;
  users: Record<string, User>;
  onDrawer: () => void;
}

function PaneHead({ place, channel, users, onDrawer }: HeadProps) {
  const app = useWorkspace((state) => state.app);
  const isApp = place.home || (channel?.kind === "im" && channel.user === app?.user_id);
  const title = isApp ? (app?.name ?? "App") : channel ? signOf(channel) + channelTitle(channel, users) : "";
  return (
    <header className="pane-head">
      <button type="button" className="icon-button only-phone" aria-label="Show the conversations" onClick={onDrawer}>
        ☰
      </button>
      <h2>
        {title} {channel?.is_ext_shared && !place.home && <span className="tag">Shared with another company</span>}
      </h2>
      {isApp ? <AppTabs place={place} /> : <span className="topic">{channel?.topic}</span>}
    </header>
  );
}

function useTitle(title: string): void {
  const team = useWorkspace((state) => state.team.name);
  const me = useWorkspace((state) => nameOf(state.me));
  const waiting = useWorkspace((state) => Object.values(state.unread).reduce((sum, one) => sum + one.mentions, 0));
  useEffect(() => {
    document.title = `${waiting ? `(${waiting}) ` : ""}${title} · ${me} · ${team}`;
  }, [title, me, team, waiting]);
}

/** Where a window begins that names no conversation: the first channel one is in. */
function useFirstPlace(place: Place): void {
  const channels = useWorkspace((state) => state.channels);
  const known = place.home || channels[place.channel] !== undefined;
  useEffect(() => {
    if (known) return;
    const mine = Object.values(channels)
      .filter((channel) => channel.kind !== "im" && channel.is_member && !channel.is_archived)
      .sort((a, b) => a.name.localeCompare(b.name));
    const first = mine[0] ?? Object.values(channels)[0];
    if (first) go({ channel: first.id }, "instead");
  }, [known, channels]);
}

export function Frame({ place }: { place: Place }) {
  const channel = useWorkspace((state) => state.channels[place.channel]);
  const users = useWorkspace((state) => state.users);
  const modal = useWorkspace((state) => state.modal);
  const travels = useWorkspace((state) => state.clock.travels);
  const [drawer, setDrawer] = useState(false);
  useFirstPlace(place);
  useTitle(place.home ? "Home" : channel ? channelTitle(channel, users) : "");
  useEffect(() => setDrawer(false), [place]);
  const hasThread = channel !== undefined && !place.home && place.thread !== "";

  return (
    <div className={`frame${drawer ? " with-drawer" : ""}${hasThread ? " with-thread" : ""}`}>
      <div className="frame-top">
        {travels && <ClockBar />}
        <StandingBars />
      </div>
      <div className="frame-middle">
        <Sidebar place={place} />
        {drawer && <button type="button" className="drawer-back" aria-label="Hide the conversations" onClick={() => setDrawer(false)} />}
        <main className="pane">
          <PaneHead place={place} channel={channel} users={users} onDrawer={() => setDrawer(true)} />
          {place.home ? <Home /> : channel && <ChannelView key={channel.id} channel={channel} place={place} />}
        </main>
        {hasThread && <ThreadPanel key={place.thread} channel={channel} place={place} />}
      </div>
      <footer className="what-this-is">{WHAT_THIS_IS}</footer>
      <Notices />
      {modal && <Modal key={modal.id} view={modal} channel={place.home ? "" : place.channel} />}
    </div>
  );
}
