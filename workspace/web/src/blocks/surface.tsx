import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import type { Block, Container, Held, Option, OptionGroup, Values } from "../protocol";
import { useStore } from "../workspace";
import { surfaceValues, withHeld } from "./values";

export interface FoundOptions {
  options?: Option[];
  option_groups?: OptionGroup[];
}

/** The message or view in which elements stand: it knows what all of them hold and where clicks go. */
export interface Surface {
  values: Values;
  errors: Record<string, string>;
  hold: (blockId: string, actionId: string, held: Held) => void;
  click: (action: Held & { block_id: string; action_id: string }) => Promise<void>;
  find: (blockId: string, actionId: string, value: string) => Promise<FoundOptions>;
}

const SurfaceContext = createContext<Surface | null>(null);

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error("An element was drawn outside a message or view.");
  return surface;
}

interface Props {
  blocks: Block[];
  container: Container;
  /** The conversation that "the current one" means in pickers. */
  channel: string;
  errors?: Record<string, string>;
  onValues?: (values: Values) => void;
  begin?: Values;
  children: ReactNode;
}

const NO_ERRORS: Record<string, string> = {};

export function SurfaceProvider({ blocks, container, channel, errors, onValues, begin, children }: Props) {
  const store = useStore();
  const [chosen, setChosen] = useState<Values>(begin ?? {});
  const values = useMemo(() => surfaceValues(blocks, chosen, channel), [blocks, chosen, channel]);
  // A click right after a choice has to send that choice, so the newest values are at hand outside rendering too.
  const newest = useRef(values);
  newest.current = values;
  const where = useRef(container);
  where.current = container;

  const hold = useCallback(
    (blockId: string, actionId: string, held: Held) => {
      newest.current = withHeld(newest.current, blockId, actionId, held);
      setChosen(newest.current);
      onValues?.(newest.current);
    },
    [onValues],
  );
  const click = useCallback(
    async (action: Held) => {
      await store.act({ do: "click", container: where.current, action, values: newest.current });
    },
    [store],
  );
  const find = useCallback(
    async (blockId: string, actionId: string, value: string) => {
      const at = where.current;
      const { type: _type, ...place } = at;
      const answer = await store.act({ do: "options", ...place, block_id: blockId, action_id: actionId, value });
      return { options: answer?.options, option_groups: answer?.option_groups };
    },
    [store],
  );
  const surface = useMemo(
    () => ({ values, errors: errors ?? NO_ERRORS, hold, click, find }),
    [values, errors, hold, click, find],
  );
  return <SurfaceContext.Provider value={surface}>{children}</SurfaceContext.Provider>;
}

/** One element's own side of the surface. */
export function useHeld(blockId: string, element: { type: string; action_id?: string }) {
  const surface = useSurface();
  const actionId = element.action_id ?? "";
  return {
    held: surface.values[blockId]?.[actionId],
    hold: (fields: Record<string, unknown>) => surface.hold(blockId, actionId, { type: element.type, ...fields }),
    click: (fields: Record<string, unknown>) =>
      surface.click({ type: element.type, block_id: blockId, action_id: actionId, ...fields }),
    find: (value: string) => surface.find(blockId, actionId, value),
  };
}
