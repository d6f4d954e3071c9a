import { type ReactNode, useState } from "react";
import { ConfirmDialog } from "../dialog";
import type { Element } from "../protocol";
import { plainWords, ShownText } from "./shown";

/** Asks first where the element wants that: `guard(act)` acts at once or after the person has agreed. */
export function useConfirm(element: Element): { guard: (act: () => void, undo?: () => void) => void; asking: ReactNode } {
  const [waiting, setWaiting] = useState<{ act: () => void; undo?: () => void } | null>(null);
  const confirm = element.confirm;
  const guard = (act: () => void, undo?: () => void) => (confirm ? setWaiting({ act, undo }) : act());
  const asking = waiting && confirm && (
    <ConfirmDialog
      title={plainWords(confirm.title) || "Are you sure?"}
      text={<ShownText text={confirm.text} />}
      confirm={plainWords(confirm.confirm) || "Yes"}
      deny={plainWords(confirm.deny) || "Cancel"}
      danger={confirm.style === "danger"}
      onConfirm={() => {
        setWaiting(null);
        waiting.act();
      }}
      onDeny={() => {
        setWaiting(null);
        waiting.undo?.();
      }}
    />
  );
  return { guard, asking };
}
