import { useState } from "react";
import { Menu } from "../floating";
import type { Element, Option } from "../protocol";
import { useWorkspace } from "../workspace";
import { useConfirm } from "./confirm";
import { plainWords } from "./shown";
import { useHeld } from "./surface";
import { openLink } from "./tokens";

interface Props {
  element: Element;
  blockId: string;
}

function lookOf(style: string | undefined): string {
  if (style === "primary") return "button primary";
  if (style === "danger") return "button danger";
  return "button";
}

export function Button({ element, blockId }: Props) {
  const me = useWorkspace((state) => state.me.id);
  const { click } = useHeld(blockId, element);
  const { guard, asking } = useConfirm(element);
  const [busy, setBusy] = useState(false);
  if (element.visible_to_user_ids && !element.visible_to_user_ids.includes(me)) return null;

  const press = async () => {
    if (busy) return;
    if (element.url) openLink(element.url);
    setBusy(true);
    const { text, value, style } = element;
    await click({ text, ...(value === undefined ? {} : { value }), ...(style ? { style } : {}) });
    setBusy(false);
  };
  return (
    <>
      <button
        type="button"
        className={lookOf(element.style)}
        data-action-id={element.action_id}
        aria-label={element.accessibility_label}
        aria-busy={busy}
        onClick={() => guard(() => void press())}
      >
        {element.type === "icon_button" && <span aria-hidden="true">🗑 </span>}
        {plainWords(element.text)}
      </button>
      {asking}
    </>
  );
}

export function FeedbackButtons({ element, blockId }: Props) {
  const { click } = useHeld(blockId, element);
  const one = (sign: string, button: { text: Option["text"]; value: string; accessibility_label?: string }) => (
    <button
      type="button"
      className="button"
      data-action-id={element.action_id}
      aria-label={button.accessibility_label}
      onClick={() => void click({ text: button.text, value: button.value })}
    >
      <span aria-hidden="true">{sign} </span>
      {plainWords(button.text)}
    </button>
  );
  return (
    <>
      {element.positive_button && one("👍", element.positive_button)}
      {element.negative_button && one("👎", element.negative_button)}
    </>
  );
}

export function Overflow({ element, blockId }: Props) {
  const { click } = useHeld(blockId, element);
  const { guard, asking } = useConfirm(element);
  const items = (element.options ?? []).map((option: Option) => ({
    label: plainWords(option.text),
    hint: plainWords(option.description),
    onChoose: () =>
      guard(() => {
        if (option.url) openLink(option.url);
        void click({ selected_option: option });
      }),
  }));
  return (
    <>
      <Menu label="More options" items={items} align="end" className="button overflow" data={{ "data-action-id": element.action_id }}>
        ⋯
      </Menu>
      {asking}
    </>
  );
}
