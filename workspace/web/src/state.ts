import type { AppInfo, Channel, Command, Live, Shortcut, Snapshot, Unread, User, View } from "./protocol";
import {
  EMPTY_ROOM,
  isReply,
  type Room,
  showsInChannel,
  threadKey,
  withMessages,
  withoutMessage,
  withReply,
} from "./rooms";

export interface Notice {
  id: number;
  text: string;
}

/** The workspace's time as last heard, and when that was on this window's own running clock. */
export interface HeardClock {
  now: number;
  heardAt: number;
  travels: boolean;
}

export interface State {
  ready: boolean;
  connection: "live" | "lost";
  team: Snapshot["team"];
  me: User;
  users: Record<string, User>;
  channels: Record<string, Channel>;
  unread: Record<string, Unread>;
  commands: Command[];
  shortcuts: Shortcut[];
  app: AppInfo | null;
  home: View | null;
  modal: View | null;
  clock: HeardClock;
  rooms: Record<string, Room>;
  threads: Record<string, Room>;
  notices: Notice[];
}

/** Stands where nobody is known yet. */
export const NOBODY: User = {
  id: "",
  name: "",
  real_name: "",
  display_name: "",
  title: "",
  tz: "UTC",
  is_bot: false,
  deleted: false,
  is_restricted: false,
  team_id: "",
  email: "",
  color: "#777777",
};

export const START: State = {
  ready: false,
  connection: "live",
  team: { id: "", name: "", domain: "" },
  me: NOBODY,
  users: {},
  channels: {},
  unread: {},
  commands: [],
  shortcuts: [],
  app: null,
  home: null,
  modal: null,
  clock: { now: 0, heardAt: 0, travels: false },
  rooms: {},
  threads: {},
  notices: [],
};

function byId<T extends { id: string }>(things: T[]): Record<string, T> {
  return Object.fromEntries(things.map((thing) => [thing.id, thing]));
}

export function withSnapshot(state: State, snapshot: Snapshot, heardAt: number): State {
  return {
    ...state,
    ready: true,
    team: snapshot.team,
    me: snapshot.me,
    users: byId([...snapshot.users, snapshot.me]),
    channels: byId(snapshot.channels),
    unread: snapshot.unread,
    commands: snapshot.commands,
    shortcuts: snapshot.shortcuts,
    app: snapshot.app,
    home: snapshot.home,
    modal: snapshot.modal,
    clock: { now: snapshot.clock.now, heardAt, travels: snapshot.clock.travels },
  };
}

export function nameOf(user: User | undefined, id = ""): string {
  if (!user) return id || "Somebody";
  return user.display_name || user.real_name || user.name;
}

type Messages = Pick<State, "rooms" | "threads">;

function changedRoom(
  rooms: Record<string, Room>,
  key: string,
  change: (room: Room) => Room,
): Record<string, Room> {
  const room = rooms[key];
  return room ? { ...rooms, [key]: change(room) } : rooms;
}

/** Rooms that were never opened stay unopened: their history is read when they are. */
function messageCame(state: State, live: Extract<Live, { type: "message" | "message_changed" }>): Messages {
  const message = live.message;
  let { rooms, threads } = state;
  if (showsInChannel(message)) {
    // An ephemeral message is in no history, so a room not opened yet has to keep it from now on.
    const base = message.ephemeral && !rooms[message.channel] ? { ...rooms, [message.channel]: EMPTY_ROOM } : rooms;
    rooms = changedRoom(base, message.channel, (room) => withMessages(room, [message]));
  }
  const root = isReply(message) ? (message.thread_ts as string) : message.ts;
  const key = threadKey(message.channel, root);
  const base = message.ephemeral && isReply(message) && !threads[key] ? { ...threads, [key]: EMPTY_ROOM } : threads;
  threads = changedRoom(base, key, (room) => withMessages(room, [message]));
  if (live.type === "message" && isReply(message)) {
    rooms = changedRoom(rooms, message.channel, (room) => withReply(room, message));
    threads = changedRoom(threads, key, (room) => withReply(room, message));
  }
  return { rooms, threads };
}

function messageWent(state: State, live: Extract<Live, { type: "message_deleted" }>): Messages {
  const key = threadKey(live.channel, live.thread_ts ?? live.ts);
  return {
    rooms: changedRoom(state.rooms, live.channel, (room) => withoutMessage(room, live.ts)),
    threads: changedRoom(state.threads, key, (room) => withoutMessage(room, live.ts)),
  };
}

function withLatest(state: State, live: Extract<Live, { type: "message" }>): State["channels"] {
  const channel = state.channels[live.message.channel];
  if (!channel || (channel.latest_ts ?? "") >= live.message.ts) return state.channels;
  return { ...state.channels, [channel.id]: { ...channel, latest_ts: live.message.ts } };
}

/** What the state is after one piece of news. Notices are kept elsewhere, since they pass by themselves. */
export function afterLive(state: State, live: Live, heardAt: number): State {
  switch (live.type) {
    case "message":
      return { ...state, ...messageCame(state, live), channels: withLatest(state, live) };
    case "message_changed":
      return { ...state, ...messageCame(state, live) };
    case "message_deleted":
      return { ...state, ...messageWent(state, live) };
    case "modal":
      return { ...state, modal: live.view };
    case "home":
      return { ...state, home: live.view };
    case "unread":
      return { ...state, unread: { ...state.unread, [live.channel]: { count: live.count, mentions: live.mentions } } };
    case "channel":
      return { ...state, channels: { ...state.channels, [live.channel.id]: live.channel } };
    case "user":
      return {
        ...state,
        users: { ...state.users, [live.user.id]: live.user },
        me: live.user.id === state.me.id ? live.user : state.me,
      };
    case "app":
      return { ...state, app: state.app && { ...state.app, connected: live.connected } };
    case "clock":
      return { ...state, clock: { ...state.clock, now: live.now, heardAt } };
    default:
      return state;
  }
}
