import { LiveLink } from "./live";
import type { ActAnswer, Live, Values } from "./protocol";
import { EMPTY_ROOM, threadKey, withHistory, withMessages } from "./rooms";
import { type HistoryPage, Refused, Server } from "./server";
import { afterLive, START, type State, withSnapshot } from "./state";

const NOTICE_LASTS_MS = 8000;
const PAGE = "50";

function elapsed(): number {
  return performance.now() / 1000;
}

/** Everything one window knows, and the only place that changes it. */
export class Store {
  private state: State = START;
  private watchers = new Set<() => void>();
  private link: LiveLink;
  private lastNotice = 0;
  /** What was heard while a page of history was on its way, for each such page. */
  private underWay = new Set<Live[]>();
  /** What was typed into each view: kept here so that a view below another one has it when it shows again. */
  readonly viewValues = new Map<string, Values>();
  /** Half-written messages, by channel or thread. */
  readonly drafts = new Map<string, string>();

  constructor(readonly server: Server) {
    this.link = new LiveLink(server.liveAddress(), {
      onEvent: (event) => this.hear(event),
      onOpen: () => void this.opened(),
      onLost: () => this.change({ connection: "lost" }),
    });
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  readonly read = (): State => this.state;

  async start(): Promise<void> {
    this.set(withSnapshot(this.state, await this.server.snapshot(), elapsed()));
    this.link.open();
  }

  stop(): void {
    this.link.close();
  }

  retryNow(): void {
    this.link.retryNow();
  }

  /** The workspace's time now, in seconds. */
  now(): number {
    const { now, heardAt } = this.state.clock;
    return now + elapsed() - heardAt;
  }

  /** One action of this person; a refusal is shown and handed on as null. */
  async act(action: { do: string } & Record<string, unknown>): Promise<ActAnswer | null> {
    try {
      return await this.server.act(action);
    } catch (refusal) {
      this.notice(refusal);
      return null;
    }
  }

  notice(what: unknown): void {
    const text = what instanceof Error ? what.message : String(what);
    const id = ++this.lastNotice;
    const others = this.state.notices.filter((notice) => notice.text !== text);
    this.change({ notices: [...others, { id, text }].slice(-3) });
    window.setTimeout(() => this.dropNotice(id), NOTICE_LASTS_MS);
  }

  dropNotice(id: number): void {
    this.change({ notices: this.state.notices.filter((notice) => notice.id !== id) });
  }

  async openChannel(channel: string): Promise<void> {
    if (!this.state.rooms[channel]?.loaded) await this.loadChannel(channel);
  }

  async openThread(channel: string, threadTs: string): Promise<void> {
    const key = threadKey(channel, threadTs);
    if (!this.state.threads[key]) this.change({ threads: { ...this.state.threads, [key]: EMPTY_ROOM } });
    await this.loadThread(channel, threadTs);
  }

  async loadOlder(channel: string): Promise<void> {
    const oldest = this.state.rooms[channel]?.messages.find((message) => !message.ephemeral);
    const page = await this.asked(this.server.history(channel, { before: oldest?.ts, limit: PAGE }));
    if (!page) return;
    const room = this.state.rooms[channel] ?? EMPTY_ROOM;
    const grown = { ...withMessages(room, page.messages), hasMore: page.has_more };
    this.change({ rooms: { ...this.state.rooms, [channel]: grown } });
  }

  private async loadChannel(channel: string): Promise<void> {
    if (!this.state.rooms[channel]) this.change({ rooms: { ...this.state.rooms, [channel]: EMPTY_ROOM } });
    await this.take(this.server.history(channel, { limit: PAGE }), (page) => {
      const room = this.state.rooms[channel] ?? EMPTY_ROOM;
      return { rooms: { ...this.state.rooms, [channel]: withHistory(room, page.messages, page.has_more) } };
    });
  }

  private async loadThread(channel: string, threadTs: string): Promise<void> {
    const key = threadKey(channel, threadTs);
    await this.take(this.server.history(channel, { thread: threadTs }), (page) => {
      const room = this.state.threads[key] ?? EMPTY_ROOM;
      return { threads: { ...this.state.threads, [key]: withHistory(room, page.messages, page.has_more) } };
    });
  }

  /** A page of history can be older than the news that overtook it: those are told once more, after it. */
  private async take(asked: Promise<HistoryPage>, placed: (page: HistoryPage) => Partial<State>): Promise<void> {
    const heard: Live[] = [];
    this.underWay.add(heard);
    try {
      const page = await this.asked(asked);
      if (!page) return;
      const state = { ...this.state, ...placed(page) };
      this.set(heard.reduce((before, event) => afterLive(before, event, elapsed()), state));
    } finally {
      this.underWay.delete(heard);
    }
  }

  private async asked<T>(answer: Promise<T>): Promise<T | null> {
    try {
      return await answer;
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal;
      this.notice(refusal);
      return null;
    }
  }

  private hear(event: Live): void {
    if (event.type.startsWith("message")) for (const heard of this.underWay) heard.push(event);
    if (event.type === "notice") this.notice(event.text);
    else this.set(afterLive(this.state, event, elapsed()));
  }

  /** At each opening all that is on the screen is read anew: news of the time without a link is not sent again. */
  private async opened(): Promise<void> {
    const snapshot = await this.asked(this.server.snapshot());
    if (!snapshot) return;
    this.set({ ...withSnapshot(this.state, snapshot, elapsed()), connection: "live" });
    await Promise.all([
      ...Object.keys(this.state.rooms).map((channel) => this.loadChannel(channel)),
      ...Object.keys(this.state.threads).map((key) => {
        const [channel, threadTs] = key.split("/");
        return this.loadThread(channel, threadTs);
      }),
    ]);
  }

  private change(part: Partial<State>): void {
    this.set({ ...this.state, ...part });
  }

  private set(state: State): void {
    this.state = state;
    for (const watcher of this.watchers) watcher();
  }
}
