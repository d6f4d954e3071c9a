import { StrictMode, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import "slack-blocks-to-jsx/dist/style.css";
import "./style/base.css";
import "./style/frame.css";
import "./style/messages.css";
import "./style/blocks.css";
import "./style/layers.css";
import "./style/phone.css";
import { Frame } from "./frame";
import { type Place, usePlace } from "./place";
import { Server } from "./server";
import { StartScreen } from "./start";
import { Store } from "./store";
import { useTheme } from "./theme";
import { StoreProvider, useWorkspace } from "./workspace";

function Window({ place }: { place: Place }) {
  const ready = useWorkspace((state) => state.ready);
  return ready ? <Frame place={place} /> : <p className="loading">Opening the workspace…</p>;
}

/** One person's window. Another person is another store, so nothing of the first is left in it. */
function As({ place }: { place: Place }) {
  const [store, setStore] = useState<Store | null>(null);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    const opened = new Store(new Server(place.as));
    setStore(opened);
    opened.start().catch((refusal: Error) => setProblem(refusal.message));
    return () => opened.stop();
  }, [place.as]);
  if (problem) {
    return (
      <main className="start">
        <h1>This did not work</h1>
        <p role="alert">{problem}</p>
        <p>
          <a className="button primary" href="/">
            Choose a person
          </a>
        </p>
      </main>
    );
  }
  if (!store) return null;
  return (
    <StoreProvider value={store}>
      <Window place={place} />
    </StoreProvider>
  );
}

function Page() {
  const place = usePlace();
  const theme = useTheme();
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return place.as ? <As key={place.as} place={place} /> : <StartScreen />;
}

const root = document.getElementById("page");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Page />
    </StrictMode>,
  );
}
