import { useCallback, useEffect, useState } from "react";
import { Dialog } from "./dialog";
import type { ClockAnswer } from "./protocol";
import { moveClock, readClock } from "./server";
import { clockTime, distance, epochOfWall, fullTime, wallOfEpoch } from "./time";
import { useStore, useWorkspace } from "./workspace";

const LOOK_AGAIN_MS = 10_000;

function useNext(): { next: ClockAnswer["next"]; look: () => Promise<void> } {
  const store = useStore();
  const heardAt = useWorkspace((state) => state.clock.heardAt);
  const [next, setNext] = useState<ClockAnswer["next"]>(null);
  const look = useCallback(async () => {
    try {
      setNext((await readClock()).next);
    } catch {
      // The bar about the lost connection says it already.
      setNext(null);
    }
  }, []);
  useEffect(() => {
    void look();
    const timer = window.setInterval(() => void look(), LOOK_AGAIN_MS);
    return () => window.clearInterval(timer);
  }, [look, heardAt, store]);
  return { next, look };
}

function JumpDialog({ onClose, onJump }: { onClose: () => void; onJump: (to: number) => void }) {
  const store = useStore();
  const tz = useWorkspace((state) => state.me.tz);
  const [wall, setWall] = useState(() => wallOfEpoch(store.now() + 3600, tz));
  const [problem, setProblem] = useState("");
  const jump = () => {
    const to = epochOfWall(wall, tz);
    if (to === null) setProblem("Please choose a day and a time.");
    else if (to <= store.now()) setProblem("The clock only goes forward. Please choose a later time.");
    else onJump(to);
  };
  return (
    <Dialog
      title="Jump to…"
      narrow
      onClose={onClose}
      onSubmit={jump}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="button" className="button primary" onClick={jump}>
            Jump
          </button>
        </>
      }
    >
      <label className="label" htmlFor="jump-to">
        Day and time ({tz})
      </label>
      <input
        id="jump-to"
        type="datetime-local"
        className={problem ? "field invalid" : "field"}
        value={wall}
        aria-describedby="jump-problem"
        onChange={(event) => setWall(event.target.value)}
      />
      <div id="jump-problem" className="field-error" role="alert">
        {problem}
      </div>
      <p className="field-hint">Everything that would have happened until then happens at once. The clock does not go back.</p>
    </Dialog>
  );
}

/** The workspace's clock, where it can be moved: see reminders without waiting for them. */
export function ClockBar() {
  const store = useStore();
  const tz = useWorkspace((state) => state.me.tz);
  const { next, look } = useNext();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => tick((count) => count + 1), 1000);
    return () => window.clearInterval(timer);
  }, []);
  const now = store.now();

  const jump = async (to: number | "next") => {
    setAsking(false);
    setBusy(true);
    try {
      await moveClock(to);
    } catch (refusal) {
      store.notice(refusal);
    }
    setBusy(false);
    await look();
  };
  return (
    <div className="clock" role="region" aria-label="Workspace clock">
      <span className="clock-now">
        <span aria-hidden="true">🕒</span> {fullTime(now, tz, now).replace("Today", weekday(now, tz))}
      </span>
      {/* Before the one whose words change, so that it does not move under anybody's pointer. */}
      <button type="button" className="button small" onClick={() => setAsking(true)}>
        Jump to…
      </button>
      {next ? (
        <button type="button" className="button small" aria-busy={busy} onClick={() => void jump("next")}>
          Jump to the next thing due: {next.what}, {whenWords(next.at, now, tz)}
        </button>
      ) : (
        <span className="clock-none">Nothing is due.</span>
      )}
      {asking && <JumpDialog onClose={() => setAsking(false)} onJump={(to) => void jump(to)} />}
    </div>
  );
}

function weekday(epoch: number, tz: string): string {
  return new Intl.DateTimeFormat("en-US", { weekday: "short", month: "short", day: "numeric", timeZone: tz }).format(
    epoch * 1000,
  );
}

function whenWords(at: number, now: number, tz: string): string {
  if (at - now < 12 * 3600) return `${clockTime(at, tz)} (${distance(at, now)})`;
  return `${weekday(at, tz)}, ${clockTime(at, tz)}`;
}
