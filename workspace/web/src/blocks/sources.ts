import type { Channel, Element, Option, OptionGroup, User } from "../protocol";
import { nameOf } from "../state";
import { channelTitle } from "../workspace";
import type { Choice } from "./picker";
import { plainWords } from "./shown";

/** For each kind of menu: the field in which Slack names the choice, and whether it is an option or an id. */
export const MENUS: Record<string, { field: string; multi: boolean; ids: boolean }> = {
  static_select: { field: "selected_option", multi: false, ids: false },
  external_select: { field: "selected_option", multi: false, ids: false },
  multi_static_select: { field: "selected_options", multi: true, ids: false },
  multi_external_select: { field: "selected_options", multi: true, ids: false },
  users_select: { field: "selected_user", multi: false, ids: true },
  multi_users_select: { field: "selected_users", multi: true, ids: true },
  channels_select: { field: "selected_channel", multi: false, ids: true },
  multi_channels_select: { field: "selected_channels", multi: true, ids: true },
  conversations_select: { field: "selected_conversation", multi: false, ids: true },
  multi_conversations_select: { field: "selected_conversations", multi: true, ids: true },
};

export interface People {
  users: Record<string, User>;
  channels: Record<string, Channel>;
}

export function optionChoice(option: Option, group?: string): Choice {
  return {
    key: option.value,
    text: plainWords(option.text),
    description: plainWords(option.description) || undefined,
    group,
  };
}

export function allOptions(from: { options?: Option[]; option_groups?: OptionGroup[] }): Option[] {
  return [...(from.options ?? []), ...(from.option_groups ?? []).flatMap((group) => group.options)];
}

export function optionChoices(from: { options?: Option[]; option_groups?: OptionGroup[] }): Choice[] {
  const grouped = (from.option_groups ?? []).flatMap((group) =>
    group.options.map((option) => optionChoice(option, plainWords(group.label))),
  );
  return [...(from.options ?? []).map((option) => optionChoice(option)), ...grouped];
}

function userChoice(user: User): Choice {
  return { key: user.id, text: nameOf(user), description: user.title || undefined, alias: `${user.real_name} ${user.name}` };
}

function channelChoice(channel: Channel, users: Record<string, User>): Choice {
  const title = channelTitle(channel, users);
  return { key: channel.id, text: channel.kind === "im" ? title : `#${title}` };
}

function byText(a: Choice, b: Choice): number {
  return a.text.localeCompare(b.text);
}

const FILTER_NAMES: Record<Channel["kind"], string> = { channel: "public", private: "private", im: "im" };

function passesFilter(channel: Channel, filter: Element["filter"], users: Record<string, User>): boolean {
  if (!filter) return true;
  if (filter.include && !filter.include.includes(FILTER_NAMES[channel.kind])) return false;
  if (filter.exclude_external_shared_channels && channel.is_ext_shared) return false;
  return !(filter.exclude_bot_users && channel.kind === "im" && users[channel.user ?? ""]?.is_bot);
}

/** The people or conversations that a menu of ids offers. */
export function idChoices(element: Element, { users, channels }: People): Choice[] {
  if (element.type.includes("users")) {
    return Object.values(users)
      .filter((user) => !user.deleted)
      .map(userChoice)
      .sort(byText);
  }
  const open = Object.values(channels).filter((channel) => !channel.is_archived);
  const offered = element.type.includes("channels")
    ? open.filter((channel) => channel.kind === "channel")
    : open.filter((channel) => passesFilter(channel, element.filter, users));
  return offered.map((channel) => channelChoice(channel, users)).sort(byText);
}

/** The choice for an id that is held already, even if the list does not offer it any more. */
export function idChoice(id: string, { users, channels }: People): Choice {
  if (users[id]) return userChoice(users[id]);
  return channels[id] ? channelChoice(channels[id], users) : { key: id, text: id };
}
