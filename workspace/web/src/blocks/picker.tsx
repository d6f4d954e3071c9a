import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { Floating } from "../floating";

export interface Choice {
  key: string;
  text: string;
  description?: string;
  group?: string;
  /** Words that find it too, such as a real name beside a nickname. */
  alias?: string;
}

interface Props {
  choices: Choice[];
  picked: Choice[];
  multi: boolean;
  most?: number;
  placeholder: string;
  label?: string;
  labelledBy?: string;
  describedBy?: string;
  invalid?: boolean;
  clearable?: boolean;
  focusFirst?: boolean;
  actionId?: string;
  /** When the list comes from elsewhere: called with what is typed; the list is shown as it is given. */
  onType?: (typed: string) => void;
  status?: string;
  /** `more` is true while the list stays open and further choices may follow. */
  onPick: (picked: Choice[], more: boolean) => void;
  onClose?: () => void;
}

function matching(choices: Choice[], typed: string): Choice[] {
  const words = typed.trim().toLowerCase();
  if (!words) return choices;
  return choices.filter((choice) => `${choice.text} ${choice.alias ?? ""}`.toLowerCase().includes(words));
}

interface ListProps {
  id: string;
  found: Choice[];
  active: number;
  pickedKeys: Set<string>;
  multi: boolean;
  status: string;
  onChoose: (choice: Choice) => void;
}

function ChoiceList({ id, found, active, pickedKeys, multi, status, onChoose }: ListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[id="${id}-${active}"]`)?.scrollIntoView({ block: "nearest" });
  }, [id, active]);
  return (
    <div ref={list} id={id} role="listbox" aria-multiselectable={multi || undefined} className="choices">
      {found.map((choice, at) => {
        const newGroup = choice.group && choice.group !== found[at - 1]?.group;
        return (
          <div key={choice.key} role="presentation">
            {newGroup && <div className="menu-heading">{choice.group}</div>}
            <div
              id={`${id}-${at}`}
              role="option"
              aria-selected={pickedKeys.has(choice.key)}
              className={at === active ? "choice active" : "choice"}
              // The field keeps the focus, so that typing goes on after a click.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(choice)}
            >
              <span>
                {choice.text}
                {choice.description && <small>{choice.description}</small>}
              </span>
              {pickedKeys.has(choice.key) && <span aria-hidden="true">✓</span>}
            </div>
          </div>
        );
      })}
      {found.length === 0 && (
        <div className="choices-none" role="status">
          {status || "Nothing found."}
        </div>
      )}
    </div>
  );
}

function Chips({ picked, onRemove }: { picked: Choice[]; onRemove: (choice: Choice) => void }): ReactNode {
  return picked.map((choice) => (
    <span key={choice.key} className="chip">
      {choice.text}
      <button type="button" aria-label={`Remove ${choice.text}`} onClick={() => onRemove(choice)}>
        ✕
      </button>
    </span>
  ));
}

/** A field with a list under it: type to narrow it down, arrows and Enter to choose, Esc to leave it. */
export function Picker(props: Props) {
  const { choices, picked, multi, onPick, onType } = props;
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const field = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const found = useMemo(() => (onType ? choices : matching(choices, typed)), [choices, typed, onType]);
  const pickedKeys = useMemo(() => new Set(picked.map((choice) => choice.key)), [picked]);
  const full = multi && props.most !== undefined && picked.length >= props.most;

  const show = () => {
    if (open) return;
    setOpen(true);
    setActive(0);
    onType?.("");
  };
  const hide = () => {
    if (!open) return;
    setOpen(false);
    setTyped("");
    props.onClose?.();
  };
  const choose = (choice: Choice | undefined) => {
    if (!choice) return;
    if (!multi) {
      onPick([choice], false);
      hide();
    } else if (pickedKeys.has(choice.key)) {
      onPick(picked.filter((one) => one.key !== choice.key), true);
    } else if (!full) {
      onPick([...picked, choice], true);
    }
    setTyped("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (open) setActive((active + step + found.length) % Math.max(1, found.length));
      else show();
    } else if (event.key === "Enter" && open && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      choose(found[active]);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      hide();
    } else if (event.key === "Backspace" && multi && !typed && picked.length) {
      onPick(picked.slice(0, -1), open);
    }
  };
  const single = multi ? undefined : picked[0];
  return (
    <div ref={field} className={props.invalid ? "field picker invalid" : "field picker"} onClick={() => input.current?.focus()}>
      {multi && <Chips picked={picked} onRemove={(gone) => onPick(picked.filter((one) => one.key !== gone.key), open)} />}
      <input
        ref={input}
        role="combobox"
        autoComplete="off"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && found.length ? `${listId}-${active}` : undefined}
        aria-label={props.labelledBy ? undefined : props.label || props.placeholder}
        aria-labelledby={props.labelledBy}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || undefined}
        data-action-id={props.actionId}
        data-focus-first={props.focusFirst || undefined}
        placeholder={multi && picked.length ? "" : single && open ? single.text : props.placeholder}
        value={open ? typed : (single?.text ?? "")}
        onClick={show}
        onBlur={hide}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          show();
          setTyped(event.target.value);
          setActive(0);
          onType?.(event.target.value);
        }}
      />
      {props.clearable && single && (
        <button type="button" className="picker-clear" aria-label="Clear" onClick={() => onPick([], false)}>
          ✕
        </button>
      )}
      <span className="picker-mark" aria-hidden="true" />
      {open && (
        <Floating anchor={field} onClose={hide} sameWidth>
          <ChoiceList
            id={listId}
            found={found}
            active={active}
            pickedKeys={pickedKeys}
            multi={multi}
            status={full ? `You can choose ${props.most} at most.` : (props.status ?? "")}
            onChoose={choose}
          />
        </Floating>
      )}
    </div>
  );
}
