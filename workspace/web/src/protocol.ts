// What the page and the workspace say to each other; docs/workspace.md is the text of it.

export interface User {
  id: string;
  name: string;
  real_name: string;
  display_name: string;
  title: string;
  tz: string;
  is_bot: boolean;
  deleted: boolean;
  is_restricted: boolean;
  team_id: string;
  email: string;
  color: string;
}

export interface Channel {
  id: string;
  name: string;
  kind: "channel" | "private" | "im";
  is_member: boolean;
  is_archived: boolean;
  is_ext_shared: boolean;
  topic: string;
  user?: string;
  latest_ts?: string | null;
}

export interface FileInfo {
  id: string;
  name: string;
  mimetype: string;
  size: number;
  url: string;
  is_image: boolean;
}

export interface Reaction {
  name: string;
  users: string[];
  count: number;
}

/** Block Kit is open-ended: what a block holds is looked at where it is drawn. */
export interface Block {
  type: string;
  block_id?: string;
  [field: string]: any;
}

export type Element = Block & { action_id?: string };

/** The older way to add to a message; some apps still use it for a coloured edge. */
export interface Attachment {
  color?: string;
  blocks?: Block[];
  pretext?: string;
  title?: string;
  title_link?: string;
  text?: string;
  fallback?: string;
  fields?: { title: string; value: string }[];
  footer?: string;
}

export interface Message {
  ts: string;
  channel: string;
  user: string;
  text: string;
  blocks?: Block[] | null;
  attachments?: Attachment[];
  thread_ts?: string | null;
  reply_count?: number;
  reply_users?: string[];
  latest_reply?: string | null;
  edited?: boolean;
  subtype?: string | null;
  files?: FileInfo[];
  reactions?: Reaction[];
  ephemeral?: boolean;
  bot?: boolean;
}

export interface TextObject {
  type: "plain_text" | "mrkdwn";
  text: string;
}

export interface View {
  id: string;
  type: "modal" | "home";
  callback_id?: string;
  title?: TextObject;
  submit?: TextObject | null;
  close?: TextObject | null;
  blocks: Block[];
  hash?: string;
  previous_view_id?: string | null;
  submit_disabled?: boolean;
  /** What was filled in before this window was opened. */
  state?: { values: Values };
}

export interface Command {
  command: string;
  description: string;
  usage_hint: string;
}

export interface Shortcut {
  name: string;
  callback_id: string;
  type: "message" | "global";
  description: string;
}

export interface Unread {
  count: number;
  mentions: number;
}

export interface AppInfo {
  user_id: string;
  name: string;
  connected: boolean;
  home_enabled: boolean;
}

export interface Snapshot {
  team: { id: string; name: string; domain: string };
  me: User;
  users: User[];
  channels: Channel[];
  unread: Record<string, Unread>;
  commands: Command[];
  shortcuts: Shortcut[];
  app: AppInfo | null;
  home: View | null;
  modal: View | null;
  clock: { now: number; travels: boolean };
}

export type Live =
  | { type: "message"; message: Message }
  | { type: "message_changed"; message: Message }
  | { type: "message_deleted"; channel: string; ts: string; thread_ts?: string }
  | { type: "modal"; view: View | null }
  | { type: "home"; view: View }
  | { type: "unread"; channel: string; count: number; mentions: number }
  | { type: "channel"; channel: Channel }
  | { type: "user"; user: User }
  | { type: "app"; connected: boolean }
  | { type: "notice"; text: string }
  | { type: "clock"; now: number };

export interface ClockAnswer {
  now: number;
  travels: boolean;
  next: { at: number; what: string } | null;
}

export interface Option {
  text: TextObject;
  value: string;
  description?: TextObject;
  url?: string;
}

export interface OptionGroup {
  label: TextObject;
  options: Option[];
}

/** What one element holds, named as Slack names it in `state.values`. */
export interface Held {
  type: string;
  [field: string]: any;
}

export type Values = Record<string, Record<string, Held>>;

export type Container =
  | { type: "message"; channel: string; ts: string; ephemeral?: boolean }
  | { type: "view"; view_id: string };

export interface ActAnswer {
  ok: true;
  channel?: string;
  ts?: string;
  errors?: Record<string, string>;
  options?: Option[];
  option_groups?: OptionGroup[];
}
