import { createContext, useContext, useSyncExternalStore } from "react";
import type { Channel, User } from "./protocol";
import type { Store } from "./store";
import { nameOf, type State } from "./state";

const StoreContext = createContext<Store | null>(null);

export const StoreProvider = StoreContext.Provider;

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error("A part of the page was drawn outside the workspace.");
  return store;
}

/** A part of the state; whoever reads it is drawn again only when that part changes. */
export function useWorkspace<T>(part: (state: State) => T): T {
  const store = useStore();
  return useSyncExternalStore(store.watch, () => part(store.read()));
}

export function useUserName(id: string): string {
  return useWorkspace((state) => nameOf(state.users[id], id));
}

/** How a conversation is called: a channel by its name, a direct message by the other person. */
export function channelTitle(channel: Channel, users: Record<string, User>): string {
  if (channel.kind === "im") return nameOf(users[channel.user ?? ""], channel.name);
  return channel.name;
}
