import { memo } from "react";
import type { User } from "./protocol";
import { nameOf } from "./state";

function initials(name: string): string {
  const words = name.replace(/[^\p{L}\p{N} ]/gu, "").split(/\s+/).filter(Boolean);
  return ((words[0]?.[0] ?? "?") + (words.length > 1 ? (words.at(-1)?.[0] ?? "") : "")).toUpperCase();
}

/** A bridge, for the app; initials on the person's own colour, for people. */
export const Avatar = memo(function Avatar({ user, size = 36 }: { user: User | undefined; size?: number }) {
  const style = { width: size, height: size, fontSize: Math.round(size * 0.4), background: user?.color || "#777" };
  if (user?.is_bot) {
    return (
      <span className="avatar app" style={{ ...style, background: undefined }} aria-hidden="true">
        <svg viewBox="0 0 32 32" width={size * 0.66} height={size * 0.66} fill="none" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round">
          <path d="M4 22c0-8 5-12 12-12s12 4 12 12M10 22v-9M22 22v-9M3 22h26" />
        </svg>
      </span>
    );
  }
  return (
    <span className="avatar" style={style} aria-hidden="true">
      {initials(nameOf(user))}
    </span>
  );
});
