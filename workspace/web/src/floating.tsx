import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";

const EDGE = 8;

interface FloatingProps {
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  children: ReactNode;
  className?: string;
  /** Lists under a field are as wide as it. */
  sameWidth?: boolean;
  align?: "start" | "end";
}

/** A layer beside its anchor, above everything, so that no scrolling part cuts it off. */
export function Floating({ anchor, onClose, children, className = "", sameWidth, align = "start" }: FloatingProps) {
  const layer = useRef<HTMLDivElement>(null);
  const [spot, setSpot] = useState<{ left: number; top: number; width?: number } | null>(null);

  useLayoutEffect(() => {
    const place = () => {
      if (!anchor.current || !layer.current) return;
      const box = anchor.current.getBoundingClientRect();
      const own = layer.current.getBoundingClientRect();
      const wanted = align === "end" ? box.right - own.width : box.left;
      const left = Math.max(EDGE, Math.min(wanted, window.innerWidth - own.width - EDGE));
      const below = box.bottom + 4;
      const fitsBelow = below + own.height <= window.innerHeight - EDGE;
      const top = fitsBelow ? below : Math.max(EDGE, box.top - own.height - 4);
      setSpot((now) => (now?.left === left && now.top === top ? now : { left, top, width: box.width }));
    };
    place();
    const watcher = new ResizeObserver(place);
    if (layer.current) watcher.observe(layer.current);
    window.addEventListener("resize", place);
    window.addEventListener("scroll", place, true);
    return () => {
      watcher.disconnect();
      window.removeEventListener("resize", place);
      window.removeEventListener("scroll", place, true);
    };
  }, [anchor, align]);

  useEffect(() => {
    const outside = (event: PointerEvent) => {
      const at = event.target as Node;
      if (!layer.current?.contains(at) && !anchor.current?.contains(at)) onClose();
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [anchor, onClose]);

  const style = spot
    ? { left: spot.left, top: spot.top, minWidth: sameWidth ? spot.width : undefined }
    : { visibility: "hidden" as const, left: 0, top: 0 };
  return createPortal(
    <div ref={layer} className={`floating ${className}`} style={style}>
      {children}
    </div>,
    document.body,
  );
}

export interface MenuItem {
  label: string;
  hint?: string;
  danger?: boolean;
  heading?: string;
  onChoose: () => void;
}

interface MenuProps {
  label: string;
  items: MenuItem[];
  children: ReactNode;
  className?: string;
  align?: "start" | "end";
  data?: Record<string, string | undefined>;
  tabIndex?: number;
}

function MenuList({ label, items, onDone }: { label: string; items: MenuItem[]; onDone: () => void }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus({ preventScroll: true });
  }, []);
  const move = (event: KeyboardEvent) => {
    const all = [...(list.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all[(to + all.length) % all.length]?.focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      onDone();
    }
  };
  return (
    <div ref={list} role="menu" aria-label={label} className="menu" onKeyDown={move}>
      {items.map((item, at) => (
        <div key={`${item.label}-${at}`} role="none">
          {item.heading && <div className="menu-heading">{item.heading}</div>}
          <button
            type="button"
            role="menuitem"
            tabIndex={-1}
            className={item.danger ? "menu-item danger" : "menu-item"}
            onClick={() => {
              onDone();
              item.onChoose();
            }}
          >
            <span>{item.label}</span>
            {item.hint && <small>{item.hint}</small>}
          </button>
        </div>
      ))}
    </div>
  );
}

/** A button with a menu under it: arrow keys, Esc and a click outside do what they do everywhere. */
export function Menu({ label, items, children, className = "icon-button", align, data, tabIndex }: MenuProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => setOpen(false);
  const done = () => {
    close();
    button.current?.focus({ preventScroll: true });
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        tabIndex={tabIndex}
        onClick={() => setOpen(!open)}
        {...data}
      >
        {children}
      </button>
      {open && (
        <Floating anchor={button} onClose={close} align={align}>
          <MenuList label={label} items={items} onDone={done} />
        </Floating>
      )}
    </>
  );
}
