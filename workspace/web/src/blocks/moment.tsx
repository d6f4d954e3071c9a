import { epochOfWall, wallOfEpoch } from "../time";
import { useWorkspace } from "../workspace";
import { useConfirm } from "./confirm";
import type { ElementProps } from "./element";
import { plainWords } from "./shown";
import { useHeld } from "./surface";

const KINDS: Record<string, { input: string; field: string; name: string }> = {
  datepicker: { input: "date", field: "selected_date", name: "Date" },
  timepicker: { input: "time", field: "selected_time", name: "Time" },
  datetimepicker: { input: "datetime-local", field: "selected_date_time", name: "Date and time" },
};

/** Days, times, and moments in the reader's own time zone. */
export function DatePicker({ element, blockId, dispatches, labelledBy, label, describedBy, invalid }: ElementProps) {
  const { held, hold, click } = useHeld(blockId, element);
  const { guard, asking } = useConfirm(element);
  const tz = useWorkspace((state) => state.me.tz);
  const { input, field, name } = KINDS[element.type];
  const isMoment = input === "datetime-local";
  const value = held?.[field] ?? null;

  const onChange = (typed: string) => {
    const chosen = typed === "" ? null : isMoment ? epochOfWall(typed, tz) : typed;
    hold({ [field]: chosen });
    if (dispatches && chosen !== null) guard(() => void click({ [field]: chosen }), () => hold({ [field]: value }));
  };
  return (
    <>
      <input
        type={input}
        className={invalid ? "field invalid" : "field"}
        value={value === null ? "" : isMoment ? wallOfEpoch(value, tz) : value}
        aria-labelledby={labelledBy}
        aria-label={labelledBy ? undefined : label || plainWords(element.placeholder) || name}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        data-action-id={element.action_id}
        data-focus-first={element.focus_on_load || undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {asking}
    </>
  );
}
