import { type ComponentProps, memo, useMemo } from "react";
import { Message as Drawn } from "slack-blocks-to-jsx";
import { emojiSign } from "../emoji";
import type { Block, TextObject } from "../protocol";
import { useTheme } from "../theme";
import { richText } from "./mrkdwn";
import { ChannelToken, DateToken, Emoji, GroupToken, Link, UserToken } from "./tokens";

type DrawnProps = ComponentProps<typeof Drawn>;

// The library keeps the hooks of its first drawing, so they are constant and the parts they return read the state.
const HOOKS: NonNullable<DrawnProps["hooks"]> = {
  user: ({ id }) => <UserToken id={id} />,
  channel: ({ id }) => <ChannelToken token={id} />,
  usergroup: ({ id }) => <GroupToken token={id} />,
  atHere: () => <span className="slack_broadcast">@here</span>,
  atChannel: () => <span className="slack_broadcast">@channel</span>,
  atEveryone: () => <span className="slack_broadcast">@everyone</span>,
  emoji: ({ name }) => <Emoji name={name} />,
  date: ({ timestamp, format }) => <DateToken epoch={Number(timestamp)} token={format} />,
  link: ({ href, children, className }) => (
    <Link href={href} className={className}>
      {children}
    </Link>
  ),
};

/** Blocks that only show, drawn by the library, with names and times for this reader. */
export const Shown = memo(function Shown({ blocks }: { blocks: Block[] }) {
  const theme = useTheme();
  return (
    <Drawn withoutWrapper blocks={blocks as DrawnProps["blocks"]} name="" logo="" theme={theme} hooks={HOOKS} />
  );
});

/** One text object: of a section, a label, a hint, an option. */
export function ShownText({ text }: { text: TextObject }) {
  const blocks = useMemo(() => [richText(text)], [text]);
  return <Shown blocks={blocks} />;
}

/** Plain words of a text object with its emoji drawn, for places where only a line of text fits. */
export function plainWords(text: TextObject | undefined | null): string {
  if (!text) return "";
  return text.text.replace(/:([a-z0-9_+'-]+):/g, (all, name: string) => {
    const sign = emojiSign(name);
    return sign.startsWith(":") ? all : sign;
  });
}
