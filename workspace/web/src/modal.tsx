import { useCallback, useEffect, useState } from "react";
import { Blocks } from "./blocks/blocks";
import { problemsOf } from "./blocks/check";
import { plainWords } from "./blocks/shown";
import { SurfaceProvider } from "./blocks/surface";
import { allBlocks, surfaceValues } from "./blocks/values";
import { Dialog } from "./dialog";
import type { Values, View } from "./protocol";
import { useStore } from "./workspace";

function showFirstProblem(problems: Record<string, string>): void {
  const [blockId] = Object.keys(problems);
  if (!blockId) return;
  window.requestAnimationFrame(() => {
    const block = document.querySelector(`[data-testid=modal] [data-block-id="${CSS.escape(blockId)}"]`);
    block?.querySelector<HTMLElement>("input, textarea, [role=combobox]")?.focus();
    block?.scrollIntoView({ block: "nearest" });
  });
}

/** A view of the app above the page. Its answers to a submission (errors, another view) come back here. */
export function Modal({ view, channel }: { view: View; channel: string }) {
  const store = useStore();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  // Errors belong to what was submitted: a new state of the view starts without them.
  useEffect(() => setErrors({}), [view.hash]);
  const onValues = useCallback((values: Values) => void store.viewValues.set(view.id, values), [store, view.id]);

  const hasInputs = allBlocks(view.blocks).some((block) => block.type === "input");
  const close = (all: boolean) => void store.act({ do: "close", view_id: view.id, all });
  const submit = async () => {
    if (busy || view.submit_disabled || (!hasInputs && !view.submit)) return;
    const values = surfaceValues(view.blocks, store.viewValues.get(view.id) ?? view.state?.values ?? {}, channel);
    const problems = problemsOf(view.blocks, values);
    setErrors(problems);
    if (Object.keys(problems).length) return showFirstProblem(problems);
    setBusy(true);
    const answer = await store.act({ do: "submit", view_id: view.id, values });
    setBusy(false);
    if (!answer?.errors) return;
    setErrors(answer.errors);
    showFirstProblem(answer.errors);
  };
  const footer = (
    <>
      <button type="button" className="button" onClick={() => close(false)}>
        {plainWords(view.close) || "Cancel"}
      </button>
      {(view.submit || hasInputs) && (
        <button
          type="button"
          className="button primary"
          aria-busy={busy}
          disabled={view.submit_disabled}
          onClick={() => void submit()}
        >
          {plainWords(view.submit) || "Submit"}
        </button>
      )}
    </>
  );
  return (
    <Dialog
      key={view.id}
      title={plainWords(view.title)}
      testId="modal"
      footer={footer}
      onClose={() => close(true)}
      onBack={view.previous_view_id ? () => close(false) : undefined}
      onEscape={() => close(false)}
      onSubmit={() => void submit()}
    >
      <SurfaceProvider
        blocks={view.blocks}
        container={{ type: "view", view_id: view.id }}
        channel={channel}
        errors={errors}
        begin={store.viewValues.get(view.id) ?? view.state?.values}
        onValues={onValues}
      >
        <Blocks blocks={view.blocks} />
      </SurfaceProvider>
    </Dialog>
  );
}
