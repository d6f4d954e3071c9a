import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark";

const KEY = "workspace-theme";
const CHANGED = "theme-changed";
const system = window.matchMedia("(prefers-color-scheme: dark)");

function read(): Theme {
  const chosen = localStorage.getItem(KEY);
  if (chosen === "light" || chosen === "dark") return chosen;
  return system.matches ? "dark" : "light";
}

function watch(watcher: () => void): () => void {
  system.addEventListener("change", watcher);
  window.addEventListener(CHANGED, watcher);
  window.addEventListener("storage", watcher);
  return () => {
    system.removeEventListener("change", watcher);
    window.removeEventListener(CHANGED, watcher);
    window.removeEventListener("storage", watcher);
  };
}

export function useTheme(): Theme {
  return useSyncExternalStore(watch, read);
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  window.dispatchEvent(new Event(CHANGED));
}
