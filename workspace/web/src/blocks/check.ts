import type { Block, Element, Held, Values } from "../protocol";
import { allBlocks, isEmpty } from "./values";

const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

function isWebAddress(text: string): boolean {
  try {
    return ["http:", "https:"].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

function numberProblem(element: Element, text: string): string {
  const number = Number(text);
  if (text.trim() === "" || Number.isNaN(number)) return "Please write a number.";
  if (!element.is_decimal_allowed && !Number.isInteger(number)) return "Please write a whole number.";
  if (element.min_value !== undefined && number < Number(element.min_value)) {
    return `Please write ${element.min_value} or more.`;
  }
  if (element.max_value !== undefined && number > Number(element.max_value)) {
    return `Please write ${element.max_value} or less.`;
  }
  return "";
}

function textProblem(element: Element, text: string): string {
  if (element.type === "email_text_input" && !MAIL.test(text)) return "Please write an email address.";
  if (element.type === "url_text_input" && !isWebAddress(text)) {
    return "Please write a web address that starts with https:// or http://.";
  }
  if (element.type === "number_input") return numberProblem(element, text);
  if (element.min_length && text.length < element.min_length) {
    return `Please write at least ${element.min_length} characters; there are ${text.length}.`;
  }
  if (element.max_length && text.length > element.max_length) {
    return `Please write at most ${element.max_length} characters; there are ${text.length}.`;
  }
  return "";
}

function problemOf(block: Block, held: Held | undefined): string {
  if (isEmpty(held)) return block.optional ? "" : "Please fill this in.";
  return typeof held?.value === "string" ? textProblem(block.element, held.value) : "";
}

/** What the page itself can see is missing or wrong in a form, by block, before it is sent. */
export function problemsOf(blocks: Block[], values: Values): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const block of allBlocks(blocks)) {
    if (block.type !== "input" || !block.block_id) continue;
    const problem = problemOf(block, values[block.block_id]?.[block.element?.action_id ?? ""]);
    if (problem) problems[block.block_id] = problem;
  }
  return problems;
}
