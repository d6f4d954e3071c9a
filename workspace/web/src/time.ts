// Times for one reader: in their own zone, beside the workspace's present.

const HALF_YEAR_S = 182 * 86400;
const DAY_S = 86400;
const TOKEN = /\{(date_num|date_slash|date_long_pretty|date_short_pretty|date_long|date_short|date_pretty|date|day_divider_pretty|time_secs|time|ago)\}/g;

function formatter(tz: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US", { ...options, timeZone: tz });
  } catch {
    return new Intl.DateTimeFormat("en-US", { ...options, timeZone: "UTC" });
  }
}

// Words are English throughout; whether the clock has 12 or 24 hours is the reader's own setting.
const hour12 = new Intl.DateTimeFormat(navigator.language, { hour: "numeric" }).resolvedOptions().hour12;

export function clockTime(epoch: number, tz: string, seconds = false): string {
  const parts: Intl.DateTimeFormatOptions = { hour: hour12 ? "numeric" : "2-digit", minute: "2-digit", hour12 };
  return formatter(tz, seconds ? { ...parts, second: "2-digit" } : parts).format(epoch * 1000);
}

/** The calendar day in the reader's zone as 2026-11-22: days compare as these texts do. */
export function dayKey(epoch: number, tz: string): string {
  return formatter(tz, { year: "numeric", month: "2-digit", day: "2-digit" })
    .formatToParts(epoch * 1000)
    .filter((part) => part.type !== "literal")
    .sort((a, b) => "year month day".indexOf(a.type) - "year month day".indexOf(b.type))
    .map((part) => part.value)
    .join("-");
}

function ordinal(day: number): string {
  const teen = day % 100 > 10 && day % 100 < 14;
  return `${day}${teen ? "th" : (["th", "st", "nd", "rd"][day % 10] ?? "th")}`;
}

interface Pieces {
  weekday: string;
  month: string;
  monthShort: string;
  day: number;
  year: string;
}

function piecesOf(epoch: number, tz: string): Pieces {
  const of = (options: Intl.DateTimeFormatOptions) => formatter(tz, options).format(epoch * 1000);
  return {
    weekday: of({ weekday: "long" }),
    month: of({ month: "long" }),
    monthShort: of({ month: "short" }),
    day: Number(of({ day: "numeric" })),
    year: of({ year: "numeric" }),
  };
}

/** "today", "yesterday" or "tomorrow"; empty for all other days. */
function nearDay(epoch: number, tz: string, now: number): string {
  const day = dayKey(epoch, tz);
  if (day === dayKey(now, tz)) return "today";
  if (day === dayKey(now - DAY_S, tz)) return "yesterday";
  if (day === dayKey(now + DAY_S, tz)) return "tomorrow";
  return "";
}

function ago(epoch: number, now: number): string {
  const apart = epoch - now;
  const words = new Intl.RelativeTimeFormat("en-US", { numeric: "auto" });
  const size = Math.abs(apart);
  if (size < 60) return words.format(Math.round(apart), "second");
  if (size < 3600) return words.format(Math.round(apart / 60), "minute");
  if (size < DAY_S) return words.format(Math.round(apart / 3600), "hour");
  return words.format(Math.round(apart / DAY_S), "day");
}

function datePart(name: string, epoch: number, tz: string, now: number): string {
  const { weekday, month, monthShort, day, year } = piecesOf(epoch, tz);
  const withYear = Math.abs(epoch - now) > HALF_YEAR_S ? `, ${year}` : "";
  if (name === "date_long") return `${weekday}, ${month} ${ordinal(day)}${withYear}`;
  if (name === "date_short") return `${monthShort} ${day}${withYear}`;
  return `${month} ${ordinal(day)}${withYear}`;
}

function onePart(name: string, epoch: number, tz: string, now: number): string {
  if (name === "time") return clockTime(epoch, tz);
  if (name === "time_secs") return clockTime(epoch, tz, true);
  if (name === "ago") return ago(epoch, now);
  if (name === "date_num") return dayKey(epoch, tz);
  if (name === "date_slash") {
    return formatter(tz, { year: "numeric", month: "numeric", day: "numeric" }).format(epoch * 1000);
  }
  if (name === "day_divider_pretty") return nearDay(epoch, tz, now) || datePart("date_long", epoch, tz, now);
  if (name.endsWith("_pretty")) {
    return nearDay(epoch, tz, now) || datePart(name.replace("_pretty", ""), epoch, tz, now);
  }
  return datePart(name, epoch, tz, now);
}

/** Slack's date tokens, such as "{date_short_pretty} at {time}". */
export function formatTokens(epoch: number, format: string, tz: string, now: number): string {
  return format.replace(TOKEN, (_token, name: string) => onePart(name, epoch, tz, now));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function dayHeading(epoch: number, tz: string, now: number): string {
  return capital(formatTokens(epoch, "{date_long_pretty}", tz, now));
}

/** "Today at 10:42", for tooltips and lists. */
export function fullTime(epoch: number, tz: string, now: number): string {
  return capital(formatTokens(epoch, "{date_long_pretty} at {time}", tz, now));
}

/** "in 3 hours" or "2 days ago". */
export function distance(epoch: number, now: number): string {
  return ago(epoch, now);
}

function wallClock(epoch: number, tz: string): number {
  const parts = formatter(tz, {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(epoch * 1000);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second")) / 1000;
}

/** The moment at which the reader's wall clock shows this; the second try is right beside a clock change. */
export function epochOfWall(wall: string, tz: string): number | null {
  const asUtc = Date.parse(`${wall}:00Z`) / 1000;
  if (Number.isNaN(asUtc)) return null;
  const first = asUtc - (wallClock(asUtc, tz) - asUtc);
  return asUtc - (wallClock(first, tz) - first);
}

/** The reader's wall clock at a moment, as a browser's date-time field wants it. */
export function wallOfEpoch(epoch: number, tz: string): string {
  return new Date(wallClock(epoch, tz) * 1000).toISOString().slice(0, 16);
}
