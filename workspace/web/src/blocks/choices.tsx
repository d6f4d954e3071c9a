import { useId } from "react";
import type { Option } from "../protocol";
import { useConfirm } from "./confirm";
import type { ElementProps } from "./element";
import { ShownText } from "./shown";
import { useHeld } from "./surface";

interface RowProps {
  kind: "checkbox" | "radio";
  option: Option;
  name: string;
  checked: boolean;
  first: boolean;
  onChange: (checked: boolean) => void;
}

function ChoiceRow({ kind, option, name, checked, first, onChange }: RowProps) {
  return (
    <label className="tick">
      <input
        type={kind}
        name={name}
        value={option.value}
        checked={checked}
        data-focus-first={first || undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        <ShownText text={option.text} />
        {option.description && (
          <small>
            <ShownText text={option.description} />
          </small>
        )}
      </span>
    </label>
  );
}

export function Checkboxes({ element, blockId, dispatches, labelledBy, label, describedBy }: ElementProps) {
  const { held, hold, click } = useHeld(blockId, element);
  const { guard, asking } = useConfirm(element);
  const name = useId();
  const chosen: Option[] = held?.selected_options ?? [];
  const onChange = (option: Option, checked: boolean) => {
    const wanted = new Set(chosen.map((one) => one.value));
    if (checked) wanted.add(option.value);
    else wanted.delete(option.value);
    const next = (element.options ?? []).filter((one: Option) => wanted.has(one.value));
    hold({ selected_options: next });
    if (dispatches) guard(() => void click({ selected_options: next }), () => hold({ selected_options: chosen }));
  };
  return (
    <div role="group" aria-labelledby={labelledBy} aria-label={label} aria-describedby={describedBy} data-action-id={element.action_id}>
      {(element.options ?? []).map((option: Option, at: number) => (
        <ChoiceRow
          key={option.value}
          kind="checkbox"
          option={option}
          name={name}
          checked={chosen.some((one) => one.value === option.value)}
          first={at === 0 && Boolean(element.focus_on_load)}
          onChange={(checked) => onChange(option, checked)}
        />
      ))}
      {asking}
    </div>
  );
}

export function RadioButtons({ element, blockId, dispatches, labelledBy, label, describedBy }: ElementProps) {
  const { held, hold, click } = useHeld(blockId, element);
  const { guard, asking } = useConfirm(element);
  const name = useId();
  const chosen: Option | null = held?.selected_option ?? null;
  const onChange = (option: Option) => {
    hold({ selected_option: option });
    if (dispatches) guard(() => void click({ selected_option: option }), () => hold({ selected_option: chosen }));
  };
  return (
    <div role="radiogroup" aria-labelledby={labelledBy} aria-label={label} aria-describedby={describedBy} data-action-id={element.action_id}>
      {(element.options ?? []).map((option: Option, at: number) => (
        <ChoiceRow
          key={option.value}
          kind="radio"
          option={option}
          name={name}
          checked={chosen?.value === option.value}
          first={at === 0 && Boolean(element.focus_on_load)}
          onChange={() => onChange(option)}
        />
      ))}
      {asking}
    </div>
  );
}
