import type { ReactNode } from "react";
import { emojiSign, spokenEmoji } from "../emoji";
import { go, placeOfLink } from "../place";
import { formatTokens, fullTime } from "../time";
import { useStore, useUserName, useWorkspace } from "../workspace";

/** Addresses that a browser may open; others, such as scripts, stay words. */
export function isOutside(href: string): boolean {
  return /^(https?|mailto|tel):/i.test(href);
}

export function openLink(href: string): void {
  const inside = placeOfLink(href);
  if (inside) go(inside);
  else if (isOutside(href)) window.open(href, "_blank", "noopener");
}

/** A link to a message of this workspace stays in this window; all others open a new one. */
export function Link({ href, className, children }: { href: string; className?: string; children: ReactNode }) {
  const inside = placeOfLink(href);
  if (!isOutside(href) && !inside) return <span className={className}>{children}</span>;
  if (!inside) {
    return (
      <a href={href} className={className} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
    );
  }
  return (
    <a
      href={href}
      className={className}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        go(inside);
      }}
    >
      {children}
    </a>
  );
}

export function UserToken({ id }: { id: string }) {
  const me = useWorkspace((state) => state.me.id);
  const name = useUserName(id);
  return <span className={id === me ? "slack_user token-me" : "slack_user"}>@{name}</span>;
}

/** `C1`, or `C1|name` where the writer gave the name along. */
export function ChannelToken({ token }: { token: string }) {
  const [id, label] = token.split("|");
  const channel = useWorkspace((state) => state.channels[id]);
  if (!channel) return <span className="slack_channel">#{label || "private channel"}</span>;
  return (
    <button type="button" className="slack_channel token" onClick={() => go({ channel: id })}>
      #{channel.name}
    </button>
  );
}

export function GroupToken({ token }: { token: string }) {
  const [id, label] = token.split("|");
  return <span className="slack_user_group">@{(label || id).replace(/^@/, "")}</span>;
}

export function Emoji({ name }: { name: string }) {
  return (
    <span role="img" aria-label={spokenEmoji(name)} title={`:${name}:`} className="emoji">
      {emojiSign(name)}
    </span>
  );
}

/** `format`, or `format^link`, in the reader's own time zone. */
export function DateToken({ epoch, token }: { epoch: number; token: string }) {
  const store = useStore();
  const tz = useWorkspace((state) => state.me.tz);
  // Read only so that "today" is worked out anew when the workspace's clock jumps.
  useWorkspace((state) => state.clock.heardAt);
  const [format, link] = token.split("^");
  const time = (
    <time dateTime={new Date(epoch * 1000).toISOString()} title={fullTime(epoch, tz, store.now())}>
      {formatTokens(epoch, format, tz, store.now())}
    </time>
  );
  return link ? (
    <Link href={link} className="slack_link">
      {time}
    </Link>
  ) : (
    time
  );
}
