import { memo, type ReactNode, useId, useMemo, useState } from "react";
import type { Block, Element, TextObject } from "../protocol";
import { DataTable } from "./table";
import { ActingElement } from "./element";
import { plainWords, Shown, ShownText } from "./shown";
import { useSurface } from "./surface";

const SHOWN = new Set([
  "divider",
  "image",
  "markdown",
  "rich_text",
  "video",
  "table",
  "file",
  "plan",
  "task_card",
  "alert",
  "data_visualization",
]);

function Accessory({ block, accessory }: { block: Block; accessory: Element }) {
  if (accessory.type === "image") return <img className="accessory-image" src={accessory.image_url} alt={accessory.alt_text} />;
  return (
    <ActingElement
      element={accessory}
      blockId={block.block_id ?? ""}
      dispatches
      label={plainWords(accessory.placeholder) || plainWords(block.text)}
    />
  );
}

function Section({ block }: { block: Block }) {
  return (
    <div className="block-section">
      <div className="block-words">
        {block.text && <ShownText text={block.text} />}
        {block.fields && (
          <div className="block-fields">
            {block.fields.map((field: TextObject, at: number) => (
              <ShownText key={at} text={field} />
            ))}
          </div>
        )}
      </div>
      {block.accessory && (
        <div className="block-accessory">
          <Accessory block={block} accessory={block.accessory} />
        </div>
      )}
    </div>
  );
}

function Context({ block }: { block: Block }) {
  return (
    <div className="block-context">
      {(block.elements ?? []).map((element: Block, at: number) =>
        element.type === "image" ? (
          <img key={at} src={element.image_url} alt={element.alt_text} />
        ) : (
          <ShownText key={at} text={element as TextObject & Block} />
        ),
      )}
    </div>
  );
}

function Elements({ block, elements }: { block: Block; elements: Element[] }) {
  return (
    <div className="block-actions">
      {elements.map((element, at) => (
        <ActingElement key={element.action_id ?? at} element={element} blockId={block.block_id ?? ""} dispatches />
      ))}
    </div>
  );
}

function Input({ block }: { block: Block }) {
  const { errors } = useSurface();
  const id = useId();
  const error = errors[block.block_id ?? ""];
  const describedBy = [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <div className="block-input" data-block-id={block.block_id}>
      <div className="label" id={`${id}-label`}>
        {plainWords(block.label)}
        {block.optional && <span className="label-optional"> (optional)</span>}
      </div>
      <ActingElement
        element={block.element}
        blockId={block.block_id ?? ""}
        dispatches={Boolean(block.dispatch_action)}
        labelledBy={`${id}-label`}
        describedBy={describedBy}
        invalid={Boolean(error)}
        clearable={Boolean(block.optional)}
      />
      {error && (
        <div className="field-error" id={`${id}-error`} role="alert">
          {error}
        </div>
      )}
      {block.hint && (
        <div className="field-hint" id={`${id}-hint`}>
          <ShownText text={block.hint} />
        </div>
      )}
    </div>
  );
}

function Card({ block }: { block: Block }) {
  const shown = useMemo(() => [{ ...block, actions: undefined }], [block]);
  return (
    <div className="block-card">
      <Shown blocks={shown} />
      {block.actions?.length > 0 && <Elements block={block} elements={block.actions} />}
    </div>
  );
}

function Container({ block }: { block: Block }) {
  const [open, setOpen] = useState(!block.default_collapsed);
  const title = (
    <>
      {block.title && <strong>{plainWords(block.title)}</strong>}
      {block.rich_text_title && <Shown blocks={[block.rich_text_title]} />}
      {block.subtitle && <small>{plainWords(block.subtitle)}</small>}
    </>
  );
  return (
    <div className="block-container">
      {block.is_collapsible ? (
        <button type="button" className="block-container-head" aria-expanded={open} onClick={() => setOpen(!open)}>
          <span aria-hidden="true">{open ? "▾" : "▸"}</span> {title}
        </button>
      ) : (
        <div className="block-container-head">{title}</div>
      )}
      {open && <Blocks blocks={block.child_blocks ?? []} />}
    </div>
  );
}

function oneBlock(block: Block): ReactNode {
  switch (block.type) {
    case "section":
      return <Section block={block} />;
    case "context":
      return <Context block={block} />;
    case "header":
      return <h3 className="block-header">{block.text && <ShownText text={block.text} />}</h3>;
    case "actions":
    case "context_actions":
      return <Elements block={block} elements={block.elements ?? []} />;
    case "input":
      return block.element && <Input block={block} />;
    case "card":
      return <Card block={block} />;
    case "carousel":
      return (
        <div className="block-carousel">
          {(block.elements ?? []).map((card: Block, at: number) => (
            <Card key={card.block_id ?? at} block={card} />
          ))}
        </div>
      );
    case "container":
      return <Container block={block} />;
    case "data_table":
      return <DataTable block={block} />;
    case "auth_provider":
    case "layout":
      return block.fallback ? <Blocks blocks={block.fallback} /> : null;
  }
  if (!SHOWN.has(block.type)) return <p className="unknown">This workspace cannot draw a “{block.type}” block.</p>;
  return <Shown blocks={[block]} />;
}

const One = memo(function One({ block }: { block: Block }) {
  return <div className={`block block-is-${block.type}`}>{oneBlock(block)}</div>;
});

/** What stays the same when a message or a view is drawn anew: Slack gives new block ids then, and a button
 * that is put in another's place between the press and the release of the mouse loses the click. */
function identityOf(block: Block): string {
  const acting: Element[] = [...(block.elements ?? []), ...(block.accessory ? [block.accessory] : [])];
  const names = acting.filter((one) => one.action_id).map((one) => `${one.action_id} ${one.value ?? ""}`);
  if (names.length) return `${block.type} ${names.join(" ")}`;
  return block.type === "input" ? `input ${block.block_id ?? ""}` : block.type;
}

/** A key for each block: its identity, counted where several have the same. */
function keysOf(blocks: Block[]): string[] {
  const seen = new Map<string, number>();
  return blocks.map((block) => {
    const identity = identityOf(block);
    const before = seen.get(identity) ?? 0;
    seen.set(identity, before + 1);
    return `${identity} ${before}`;
  });
}

/** Blocks in their order: those that act are ours, those that only show are the library's. */
export function Blocks({ blocks }: { blocks: Block[] }) {
  const shown = blocks.filter(Boolean);
  const keys = keysOf(shown);
  return (
    <div className="blocks">
      {shown.map((block, at) => (
        <One key={keys[at]} block={block} />
      ))}
    </div>
  );
}
