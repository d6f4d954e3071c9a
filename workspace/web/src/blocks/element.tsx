import type { ReactNode } from "react";
import type { Element } from "../protocol";
import { Button, FeedbackButtons, Overflow } from "./button";
import { Checkboxes, RadioButtons } from "./choices";
import { FileInput } from "./file";
import { TextInput } from "./input";
import { DatePicker } from "./moment";
import { Select } from "./select";

export interface ElementProps {
  element: Element;
  blockId: string;
  /** True where a change is told to the app at once. */
  dispatches: boolean;
  label?: string;
  labelledBy?: string;
  describedBy?: string;
  invalid?: boolean;
  clearable?: boolean;
}

const TEXT_INPUTS = new Set([
  "plain_text_input",
  "email_text_input",
  "url_text_input",
  "number_input",
  "rich_text_input",
]);
const MOMENTS = new Set(["datepicker", "timepicker", "datetimepicker"]);

export function ActingElement(props: ElementProps): ReactNode {
  const { element, blockId } = props;
  switch (element.type) {
    case "button":
    case "workflow_button":
    case "icon_button":
      return <Button element={element} blockId={blockId} />;
    case "feedback_buttons":
      return <FeedbackButtons element={element} blockId={blockId} />;
    case "overflow":
      return <Overflow element={element} blockId={blockId} />;
    case "checkboxes":
      return <Checkboxes {...props} />;
    case "radio_buttons":
      return <RadioButtons {...props} />;
    case "file_input":
      return <FileInput {...props} />;
  }
  if (TEXT_INPUTS.has(element.type)) return <TextInput {...props} />;
  if (MOMENTS.has(element.type)) return <DatePicker {...props} />;
  if (element.type.endsWith("_select")) return <Select {...props} />;
  return <span className="unknown">This workspace cannot draw “{element.type}”.</span>;
}
