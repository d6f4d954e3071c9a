import { useCallback, useEffect } from "react";
import { Blocks } from "./blocks/blocks";
import { SurfaceProvider } from "./blocks/surface";
import type { Values, View } from "./protocol";
import { useStore, useWorkspace } from "./workspace";

function HomeBlocks({ view }: { view: View }) {
  const store = useStore();
  const onValues = useCallback((values: Values) => void store.viewValues.set(view.id, values), [store, view.id]);
  return (
    <SurfaceProvider
      blocks={view.blocks}
      container={{ type: "view", view_id: view.id }}
      channel=""
      begin={store.viewValues.get(view.id) ?? view.state?.values}
      onValues={onValues}
    >
      <Blocks blocks={view.blocks} />
    </SurfaceProvider>
  );
}

/** The app's Home tab; opening it tells the app, which then draws it for this person. */
export function Home() {
  const store = useStore();
  const app = useWorkspace((state) => state.app);
  const view = useWorkspace((state) => state.home);
  const connected = app?.connected ?? false;
  // Asked again when the app comes back: it heard nothing of the first time.
  useEffect(() => void store.act({ do: "open_home" }), [store, connected]);
  return (
    <div className="home" data-testid="home" role="region" aria-label={`Home of ${app?.name ?? "the app"}`}>
      {view ? (
        <HomeBlocks view={view} />
      ) : (
        <p className="loading">{app?.name ?? "The app"} has not drawn anything here yet.</p>
      )}
    </div>
  );
}
