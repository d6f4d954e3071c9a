import type { KeyboardEvent } from "react";
import type { Block, Held } from "../protocol";
import type { ElementProps } from "./element";
import { plainWords } from "./shown";
import { useHeld } from "./surface";

const INPUT_TYPES: Record<string, string> = {
  plain_text_input: "text",
  email_text_input: "email",
  url_text_input: "url",
  // A number field would throw away what is not a number, and then nobody could say what is wrong with it.
  number_input: "text",
};

/** Typed lines as Slack's rich text: one section, with its line breaks. */
function richText(text: string): Block | null {
  if (!text) return null;
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] };
}

function wordsIn(part: Block): string {
  const inner = (part.elements ?? []).map(wordsIn);
  return part.type === "rich_text" ? inner.join("\n") : (part.text ?? part.url ?? "") + inner.join("");
}

function typedIn(held: Held | undefined): string {
  if (held?.rich_text_value) return wordsIn(held.rich_text_value);
  return held?.value ?? "";
}

export function TextInput({ element, blockId, dispatches, labelledBy, label, describedBy, invalid }: ElementProps) {
  const { held, hold, click } = useHeld(blockId, element);
  const isRich = element.type === "rich_text_input";
  const text = typedIn(held);
  const triggers: string[] = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const fields = (typed: string) => (isRich ? { rich_text_value: richText(typed) } : { value: typed || null });

  const onType = (typed: string) => {
    hold(fields(typed));
    if (dispatches && triggers.includes("on_character_entered")) void click(fields(typed));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.metaKey) return;
    if (!dispatches || !triggers.includes("on_enter_pressed") || element.multiline) return;
    event.preventDefault();
    void click(fields(text));
  };
  const shared = {
    className: invalid ? "field invalid" : "field",
    value: text,
    placeholder: plainWords(element.placeholder),
    "aria-labelledby": labelledBy,
    "aria-label": labelledBy ? undefined : label || plainWords(element.placeholder),
    "aria-describedby": describedBy,
    "aria-invalid": invalid || undefined,
    "data-action-id": element.action_id,
    "data-focus-first": element.focus_on_load || undefined,
    onKeyDown,
  };
  if (isRich || element.multiline) {
    return <textarea rows={4} {...shared} onChange={(event) => onType(event.target.value)} />;
  }
  return (
    <input
      type={INPUT_TYPES[element.type]}
      inputMode={element.type === "number_input" ? "decimal" : undefined}
      {...shared}
      onChange={(event) => onType(event.target.value)}
    />
  );
}
