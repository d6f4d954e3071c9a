import { useEffect, useMemo, useRef, useState } from "react";
import type { Element, Held, Option } from "../protocol";
import { useWorkspace } from "../workspace";
import { useConfirm } from "./confirm";
import type { ElementProps } from "./element";
import { type Choice, Picker } from "./picker";
import { plainWords } from "./shown";
import { allOptions, idChoice, idChoices, MENUS, optionChoice, optionChoices } from "./sources";
import { type FoundOptions, useHeld } from "./surface";

const TYPING_PAUSE_MS = 250;
const USUAL_QUERY_LENGTH = 3;

/** Options that the app sends while one types; a slow answer to old words never covers a newer one. */
function useFoundOptions(element: Element, find: (value: string) => Promise<FoundOptions>) {
  const [found, setFound] = useState<FoundOptions>({});
  const [status, setStatus] = useState("");
  const asked = useRef(0);
  const timer = useRef(0);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const least = element.min_query_length ?? USUAL_QUERY_LENGTH;
  const onType = (typed: string) => {
    const mine = ++asked.current;
    window.clearTimeout(timer.current);
    setFound({});
    if (typed.length < least) {
      setStatus(`Type at least ${least} ${least === 1 ? "letter" : "letters"}.`);
      return;
    }
    setStatus("Looking…");
    timer.current = window.setTimeout(async () => {
      const answer = await find(typed);
      if (mine !== asked.current) return;
      setFound(answer);
      setStatus("Nothing found.");
    }, typed ? TYPING_PAUSE_MS : 0);
  };
  return { found, status, onType };
}

function fieldsOf(element: Element, chosen: unknown[]): Record<string, unknown> {
  const { field, multi } = MENUS[element.type];
  return { [field]: multi ? chosen : (chosen[0] ?? null) };
}

function heldList(element: Element, held: Held | undefined): unknown[] {
  const value = held?.[MENUS[element.type].field];
  if (Array.isArray(value)) return value;
  return value === null || value === undefined ? [] : [value];
}

/** All ten menus: of options, of options the app looks up, of people and of conversations. */
export function Select({ element, blockId, dispatches, ...labels }: ElementProps) {
  const { held, hold, click, find } = useHeld(blockId, element);
  const { guard, asking } = useConfirm(element);
  const users = useWorkspace((state) => state.users);
  const channels = useWorkspace((state) => state.channels);
  const { field, multi, ids } = MENUS[element.type];
  const external = element.type.includes("external");
  const { found, status, onType } = useFoundOptions(element, find);
  const changed = useRef<unknown[] | null>(null);

  const people = useMemo(() => ({ users, channels }), [users, channels]);
  const choices = useMemo(
    () => (ids ? idChoices(element, people) : optionChoices(external ? found : (element as FoundOptions))),
    [ids, element, people, external, found],
  );
  const now = heldList(element, held);
  const picked = now.map((one) => (ids ? idChoice(one as string, people) : optionChoice(one as Option)));
  const raw = (choice: Choice): unknown => {
    if (ids) return choice.key;
    const known = [...(now as Option[]), ...allOptions(external ? found : (element as FoundOptions))];
    return known.find((option) => option.value === choice.key);
  };

  const send = (chosen: unknown[], before: unknown[]) => {
    const undo = () => hold({ [field]: multi ? before : (before[0] ?? null) });
    guard(() => void click(fieldsOf(element, chosen)), undo);
  };
  const onPick = (next: Choice[], more: boolean) => {
    const chosen = next.map(raw).filter((one) => one !== undefined);
    hold(fieldsOf(element, chosen));
    if (!dispatches) return;
    if (multi && more) changed.current ??= now;
    else if (multi || chosen.length) send(chosen, now);
  };
  // A menu of several is sent once, when it closes.
  const onClose = () => {
    if (!changed.current) return;
    const before = changed.current;
    changed.current = null;
    send(now, before);
  };
  return (
    <>
      <Picker
        choices={choices}
        picked={picked}
        multi={multi}
        most={element.max_selected_items}
        placeholder={plainWords(element.placeholder) || (multi ? "Choose some" : "Choose one")}
        actionId={element.action_id}
        onType={external ? onType : undefined}
        status={external ? status : undefined}
        onPick={onPick}
        onClose={dispatches && multi ? onClose : undefined}
        focusFirst={element.focus_on_load}
        {...labels}
      />
      {asking}
    </>
  );
}
