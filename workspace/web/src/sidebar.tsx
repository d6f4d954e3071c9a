import type { ReactNode } from "react";
import { Avatar } from "./avatar";
import { Menu } from "./floating";
import { PersonMenu } from "./person-menu";
import { go, type Place } from "./place";
import type { Channel, Unread, User } from "./protocol";
import { nameOf, NOBODY } from "./state";
import { chooseTheme, useTheme } from "./theme";
import { channelTitle, useStore, useWorkspace } from "./workspace";

interface RowProps {
  title: string;
  sign: ReactNode;
  here: boolean;
  unread?: Unread;
  testId?: string;
  faded?: boolean;
  badgeForAll?: boolean;
  onOpen: () => void;
}

function unreadWords(unread: Unread | undefined): string {
  if (!unread?.count) return "";
  const mentions = unread.mentions ? `, ${unread.mentions} for you` : "";
  return `, ${unread.count} new${mentions}`;
}

function Row({ title, sign, here, unread, testId, faded, badgeForAll, onOpen }: RowProps) {
  const badge = badgeForAll ? (unread?.count ?? 0) : (unread?.mentions ?? 0);
  const looks = ["row", here && "here", unread?.count && "unread", faded && "faded"];
  return (
    <li>
      <button
        type="button"
        className={looks.filter(Boolean).join(" ")}
        aria-current={here ? "page" : undefined}
        aria-label={title + unreadWords(unread)}
        data-testid={testId}
        onClick={onOpen}
      >
        <span className="row-sign" aria-hidden="true">
          {sign}
        </span>
        <span className="row-title">{title}</span>
        {badge > 0 && <span className="badge">{badge}</span>}
      </button>
    </li>
  );
}

function Group({ title, children, extra }: { title: string; children: ReactNode; extra?: ReactNode }) {
  return (
    <section className="group">
      <div className="group-head">
        <h3>{title}</h3>
        {extra}
      </div>
      <ul>{children}</ul>
    </section>
  );
}

function byName(users: Record<string, User>) {
  return (a: Channel, b: Channel) => channelTitle(a, users).localeCompare(channelTitle(b, users));
}

function Channels({ place, channels, unread }: { place: Place; channels: Channel[]; unread: Record<string, Unread> }) {
  const mine = channels.filter((channel) => channel.kind !== "im" && channel.is_member && !channel.is_archived);
  const others = channels.filter((channel) => channel.kind !== "im" && (!channel.is_member || channel.is_archived));
  const row = (channel: Channel, faded: boolean) => (
    <Row
      key={channel.id}
      title={channel.name}
      sign={channel.kind === "private" ? "🔒" : channel.is_ext_shared ? "⇄" : "#"}
      here={!place.home && place.channel === channel.id}
      unread={unread[channel.id]}
      testId={`channel-${channel.name}`}
      faded={faded}
      onOpen={() => go({ channel: channel.id })}
    />
  );
  return (
    <>
      <Group title="Channels">{mine.map((channel) => row(channel, false))}</Group>
      {others.length > 0 && <Group title="Other channels">{others.map((channel) => row(channel, true))}</Group>}
    </>
  );
}

function NewConversation() {
  const store = useStore();
  const me = useWorkspace((state) => state.me.id);
  const users = useWorkspace((state) => state.users);
  const items = Object.values(users)
    .filter((user) => user.id !== me && !user.deleted)
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b)))
    .map((user) => ({
      label: nameOf(user),
      hint: user.title,
      onChoose: async () => {
        const answer = await store.act({ do: "open_dm", user: user.id });
        if (answer?.channel) go({ channel: answer.channel });
      },
    }));
  return (
    <Menu label="New direct message" items={items} className="icon-button small" align="end">
      +
    </Menu>
  );
}

function AppRow({ place }: { place: Place }) {
  const app = useWorkspace((state) => state.app);
  const user = useWorkspace((state) => state.users[app?.user_id ?? ""]);
  const channels = useWorkspace((state) => state.channels);
  const unread = useWorkspace((state) => state.unread);
  if (!app) return null;
  const im = Object.values(channels).find((channel) => channel.kind === "im" && channel.user === app.user_id);
  return (
    <Group title="Apps">
      <Row
        title={app.name}
        sign={<Avatar user={user ?? { ...NOBODY, is_bot: true }} size={20} />}
        here={place.home || (im !== undefined && place.channel === im.id)}
        unread={im && unread[im.id]}
        badgeForAll
        testId="app"
        onOpen={() => go(app.home_enabled ? { home: true } : { channel: im?.id ?? "" })}
      />
    </Group>
  );
}

function ThemeSwitch() {
  const theme = useTheme();
  const other = theme === "dark" ? "light" : "dark";
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={`Switch to the ${other} look`}
      title={`Switch to the ${other} look`}
      onClick={() => chooseTheme(other)}
    >
      {theme === "dark" ? "☀" : "☾"}
    </button>
  );
}

/** The left side: where one is, who one is, and all conversations. */
export function Sidebar({ place }: { place: Place }) {
  const team = useWorkspace((state) => state.team);
  const appUser = useWorkspace((state) => state.app?.user_id);
  const users = useWorkspace((state) => state.users);
  const all = Object.values(useWorkspace((state) => state.channels));
  const unread = useWorkspace((state) => state.unread);
  const channels = all.sort(byName(users));
  const direct = channels.filter((channel) => channel.kind === "im" && channel.user !== appUser);
  return (
    <nav className="sidebar" aria-label="Conversations" data-testid="channel-list">
      <header className="sidebar-head">
        <h1>{team.name}</h1>
        <ThemeSwitch />
      </header>
      <PersonMenu />
      <div className="sidebar-scroll">
        <AppRow place={place} />
        <Channels place={place} channels={channels} unread={unread} />
        <Group title="Direct messages" extra={<NewConversation />}>
          {direct.map((channel) => (
            <Row
              key={channel.id}
              title={channelTitle(channel, users)}
              sign={<Avatar user={users[channel.user ?? ""]} size={20} />}
              here={!place.home && place.channel === channel.id}
              unread={unread[channel.id]}
              badgeForAll
              testId={`direct-${users[channel.user ?? ""]?.name ?? channel.id}`}
              onOpen={() => go({ channel: channel.id })}
            />
          ))}
        </Group>
      </div>
    </nav>
  );
}
