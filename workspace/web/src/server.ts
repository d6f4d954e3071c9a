import type { ActAnswer, ClockAnswer, FileInfo, Message, Snapshot, User } from "./protocol";

/** The workspace understood and said no, or could not be reached; the message is for the reader. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(path, init);
  } catch {
    throw new Refused("unreachable", "The workspace did not answer. Is it still running?");
  }
  const body = await answer.json().catch(() => null);
  if (body && body.ok === false) throw new Refused(body.error, body.message || body.error);
  if (!answer.ok || body === null) {
    throw new Refused("no_answer", `The workspace answered ${answer.status} and nothing readable.`);
  }
  return body as T;
}

function postJson(body: unknown): RequestInit {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

export interface HistoryPage {
  messages: Message[];
  has_more: boolean;
}

export function people(): Promise<{ users: User[] }> {
  return ask("/page/people");
}

export function readClock(): Promise<ClockAnswer> {
  return ask("/page/clock");
}

export function moveClock(to: number | "next"): Promise<ClockAnswer> {
  return ask("/page/clock", postJson({ to }));
}

/** The calls that are made as one person. */
export class Server {
  constructor(readonly as: string) {}

  private query(more: Record<string, string | undefined> = {}): string {
    const query = new URLSearchParams({ as: this.as });
    for (const [name, value] of Object.entries(more)) if (value) query.set(name, value);
    return query.toString();
  }

  snapshot(): Promise<Snapshot> {
    return ask(`/page/snapshot?${this.query()}`);
  }

  history(channel: string, more: { before?: string; thread?: string; limit?: string }): Promise<HistoryPage> {
    return ask(`/page/history?${this.query({ channel, ...more })}`);
  }

  act(action: { do: string } & Record<string, unknown>): Promise<ActAnswer> {
    return ask(`/page/act?${this.query()}`, postJson(action));
  }

  upload(where: { channel?: string; thread_ts?: string; text?: string }, files: File[]): Promise<ActAnswer & { files?: FileInfo[] }> {
    const form = new FormData();
    for (const [name, value] of Object.entries(where)) if (value) form.append(name, value);
    for (const file of files) form.append("file", file, file.name || "screenshot.png");
    return ask(`/page/upload?${this.query()}`, { method: "POST", body: form });
  }

  liveAddress(): string {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    return `${scheme}://${location.host}/page/live?${this.query()}`;
  }
}
