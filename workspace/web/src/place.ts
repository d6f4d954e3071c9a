import { useSyncExternalStore } from "react";

/** Where this window is; all of it stands in the address, so that a link or a second window gets there too. */
export interface Place {
  as: string;
  channel: string;
  home: boolean;
  thread: string;
  message: string;
}

const PERMALINK = /\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})/;

export function placeOf(address: URL): Place {
  const query = address.searchParams;
  const place: Place = {
    as: query.get("as") ?? "",
    channel: query.get("channel") ?? "",
    home: query.get("home") === "1",
    thread: query.get("thread") ?? "",
    message: query.get("message") ?? "",
  };
  const permalink = PERMALINK.exec(address.pathname);
  if (!permalink) return place;
  const [, channel, seconds, micros] = permalink;
  return { ...place, channel, message: `${seconds}.${micros}`, thread: query.get("thread_ts") ?? "" };
}

export function addressOf(place: Partial<Place>): string {
  const query = new URLSearchParams();
  if (place.as) query.set("as", place.as);
  if (place.channel) query.set("channel", place.channel);
  if (place.home) query.set("home", "1");
  if (place.thread) query.set("thread", place.thread);
  if (place.message) query.set("message", place.message);
  return `/?${query.toString()}`;
}

/** A link to a message of this or any Slack workspace, as a place here; null for all other links. */
export function placeOfLink(href: string): Partial<Place> | null {
  let address: URL;
  try {
    address = new URL(href, location.origin);
  } catch {
    return null;
  }
  const isOurs = address.origin === location.origin && address.searchParams.has("channel");
  if (!PERMALINK.test(address.pathname) && !isOurs) return null;
  const { channel, thread, message } = placeOf(address);
  return { channel, thread: thread === message ? "" : thread, message };
}

const MOVED = "place-moved";
let current = placeOf(new URL(location.href));
let currentHref = location.href;

function read(): Place {
  if (location.href !== currentHref) {
    currentHref = location.href;
    current = placeOf(new URL(currentHref));
  }
  return current;
}

function watch(watcher: () => void): () => void {
  window.addEventListener("popstate", watcher);
  window.addEventListener(MOVED, watcher);
  return () => {
    window.removeEventListener("popstate", watcher);
    window.removeEventListener(MOVED, watcher);
  };
}

export function usePlace(): Place {
  return useSyncExternalStore(watch, read);
}

/** `instead` leaves no step back to the present place, for places that only lead on. */
export function go(to: Partial<Place>, how: "onwards" | "instead" = "onwards"): void {
  const next = addressOf({ as: read().as, ...to });
  if (next === location.pathname + location.search) return;
  if (how === "instead") history.replaceState(null, "", next);
  else history.pushState(null, "", next);
  window.dispatchEvent(new Event(MOVED));
}

/** The same place with one thing changed, such as a thread opened beside the channel. */
export function goWith(change: Partial<Place>): void {
  go({ ...read(), message: "", ...change });
}
