import { get, search } from "node-emoji";

/** Those that people at work reach for first, in the order of the little picker. */
export const COMMON = [
  "eyes",
  "white_check_mark",
  "ticket",
  "book",
  "+1",
  "tada",
  "heart",
  "pray",
  "thinking_face",
  "wave",
  "smile",
  "joy",
  "raised_hands",
  "clap",
  "fire",
  "rocket",
  "100",
  "hourglass",
  "calendar",
  "warning",
  "question",
  "x",
  "bulb",
  "sos",
  "coffee",
];

const SLACK_NAMES: Record<string, string> = {
  thinking_face: "🤔",
  "+1": "👍",
  "-1": "👎",
  thumbsup: "👍",
  book: "📖",
  slightly_smiling_face: "🙂",
  simple_smile: "🙂",
  hugging_face: "🤗",
  face_with_rolling_eyes: "🙄",
  large_blue_circle: "🔵",
  large_green_circle: "🟢",
  large_yellow_circle: "🟡",
  large_orange_circle: "🟠",
  large_red_square: "🟥",
  heavy_check_mark: "✔️",
  admission_tickets: "🎟️",
  spiral_calendar_pad: "🗓️",
  hourglass_flowing_sand: "⏳",
  rotating_light: "🚨",
  no_entry_sign: "🚫",
};

/** The sign for a name; a name that no font has is shown as Slack writes it. */
export function emojiSign(name: string): string {
  const plain = name.split("::")[0];
  return SLACK_NAMES[plain] ?? get(plain) ?? `:${plain}:`;
}

export function findEmoji(words: string): string[] {
  const wanted = words.trim().toLowerCase().replace(/[\s:]+/g, "_").replace(/^_|_$/g, "");
  if (!wanted) return COMMON;
  const common = COMMON.filter((name) => name.includes(wanted));
  const others = search(wanted)
    .map((found) => found.name)
    .filter((name) => !common.includes(name));
  return [...common, ...others].slice(0, 40);
}

export function spokenEmoji(name: string): string {
  return name === "+1" ? "thumbs up" : name === "-1" ? "thumbs down" : name.replaceAll("_", " ");
}
