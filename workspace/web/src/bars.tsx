import { useStore, useWorkspace } from "./workspace";

/** Things one must know at once: the link is gone, or the app is. */
export function StandingBars() {
  const store = useStore();
  const connection = useWorkspace((state) => state.connection);
  const app = useWorkspace((state) => state.app);
  return (
    <div aria-live="polite">
      {connection === "lost" && (
        <div className="bar warn" data-testid="reconnecting">
          <span>The connection to the workspace is gone. Trying again by itself…</span>
          <button type="button" className="button small" onClick={() => store.retryNow()}>
            Try now
          </button>
        </div>
      )}
      {connection === "live" && app && !app.connected && (
        <div className="bar warn" data-testid="app-away">
          {app.name} is not connected. What you write is kept here; commands and buttons of {app.name} will not answer.
        </div>
      )}
    </div>
  );
}

/** Passing words, such as what Slack shows when an app did not answer. */
export function Notices() {
  const store = useStore();
  const notices = useWorkspace((state) => state.notices);
  return (
    <div className="notices" role="status" aria-live="polite">
      {notices.map((notice) => (
        <div key={notice.id} className="notice" data-testid="notice">
          <span>{notice.text}</span>
          <button type="button" aria-label="Dismiss" onClick={() => store.dropNotice(notice.id)}>
            ✕
          </button>
        </div>
      ))}
    </div>
  );
}
