import type { Block, Element, Held, Values } from "../protocol";

/** What an element holds before anybody touched it; null for those that hold nothing, such as buttons. */
export function initialHeld(element: Element, channel: string): Held | null {
  const { type } = element;
  const held = (field: string, value: unknown): Held => ({ type, [field]: value ?? null });
  switch (type) {
    case "plain_text_input":
    case "email_text_input":
    case "url_text_input":
    case "number_input":
      return held("value", element.initial_value);
    case "static_select":
    case "external_select":
    case "radio_buttons":
      return held("selected_option", element.initial_option);
    case "multi_static_select":
    case "multi_external_select":
    case "checkboxes":
      return held("selected_options", element.initial_options ?? []);
    case "users_select":
      return held("selected_user", element.initial_user);
    case "multi_users_select":
      return held("selected_users", element.initial_users ?? []);
    case "channels_select":
      return held("selected_channel", element.initial_channel);
    case "multi_channels_select":
      return held("selected_channels", element.initial_channels ?? []);
    case "conversations_select":
      return held("selected_conversation", element.initial_conversation ?? currentOne(element, channel));
    case "multi_conversations_select":
      return held("selected_conversations", element.initial_conversations ?? listOf(currentOne(element, channel)));
    case "datepicker":
      return held("selected_date", element.initial_date);
    case "timepicker":
      return held("selected_time", element.initial_time);
    case "datetimepicker":
      return held("selected_date_time", element.initial_date_time);
    case "rich_text_input":
      return held("rich_text_value", element.initial_value);
    case "file_input":
      return held("files", []);
    default:
      return null;
  }
}

function currentOne(element: Element, channel: string): string | null {
  return element.default_to_current_conversation && channel ? channel : null;
}

function listOf(value: string | null): string[] {
  return value ? [value] : [];
}

/** Every block with the blocks that stand inside containers. */
export function allBlocks(blocks: Block[]): Block[] {
  return blocks.filter(Boolean).flatMap((block) => [block, ...allBlocks(block.child_blocks ?? [])]);
}

export function elementsOf(block: Block): Element[] {
  if (block.type === "input") return block.element ? [block.element] : [];
  if (block.type === "section") return block.accessory ? [block.accessory] : [];
  if (block.type === "actions") return block.elements ?? [];
  return [];
}

/** The values of a whole surface: what was chosen where the same element still stands, else its beginning. */
export function surfaceValues(blocks: Block[], chosen: Values, channel: string): Values {
  const values: Values = {};
  for (const block of allBlocks(blocks)) {
    for (const element of elementsOf(block)) {
      const initial = initialHeld(element, channel);
      if (!initial || !block.block_id || !element.action_id) continue;
      const before = chosen[block.block_id]?.[element.action_id];
      const kept = before?.type === element.type ? before : initial;
      values[block.block_id] = { ...values[block.block_id], [element.action_id]: kept };
    }
  }
  return values;
}

export function withHeld(values: Values, blockId: string, actionId: string, held: Held): Values {
  return { ...values, [blockId]: { ...values[blockId], [actionId]: held } };
}

/** True when the element holds nothing that could be submitted. */
export function isEmpty(held: Held | undefined): boolean {
  if (!held) return true;
  return Object.entries(held)
    .filter(([field]) => field !== "type" && field !== "timezone")
    .every(([, value]) => value === null || value === "" || (Array.isArray(value) && value.length === 0));
}
