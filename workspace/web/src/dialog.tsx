import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { createPortal } from "react-dom";

const FOCUSABLE =
  'button:not([disabled]):not([tabindex="-1"]), a[href], input:not([disabled]):not([tabindex="-1"]), textarea:not([disabled]), select:not([disabled]), [tabindex="0"]';

interface Props {
  title: string;
  onClose: () => void;
  onSubmit?: () => void;
  children: ReactNode;
  footer?: ReactNode;
  testId?: string;
  narrow?: boolean;
  onBack?: () => void;
  /** Where the Esc key does less than the cross: it takes away one view, not all of them. */
  onEscape?: () => void;
}

/** A window above the page. The keyboard stays inside, and goes back to where it was when it closes. */
export function Dialog({ title, onClose, onSubmit, children, footer, testId, narrow, onBack, onEscape }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const titleId = useId();

  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const wanted = box.current?.querySelector<HTMLElement>("[data-focus-first]");
    const first = box.current?.querySelector<HTMLElement>(
      ".dialog-body input:not([type=hidden]), .dialog-body textarea, .dialog-body [role=combobox]",
    );
    const fallback = box.current?.querySelector<HTMLElement>(".dialog-foot button:last-child");
    (wanted ?? first ?? fallback ?? box.current)?.focus({ preventScroll: true });
    return () => before?.focus?.({ preventScroll: true });
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    // A window above another one keeps its keys for itself.
    event.stopPropagation();
    if (event.key === "Escape") {
      (onEscape ?? onClose)();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSubmit?.();
    } else if (event.key === "Tab") {
      keepInside(event, box.current);
    }
  };
  return createPortal(
    <div className="dialog-back">
      <div
        ref={box}
        role="dialog"
        aria-modal="true"
        aria-labelledby={titleId}
        className={narrow ? "dialog narrow" : "dialog"}
        data-testid={testId}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        <header className="dialog-head">
          {onBack && (
            <button type="button" className="icon-button" aria-label="Back" onClick={onBack}>
              ←
            </button>
          )}
          <h2 id={titleId}>{title}</h2>
          <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
            ✕
          </button>
        </header>
        <div className="dialog-body">{children}</div>
        {footer && <footer className="dialog-foot">{footer}</footer>}
      </div>
    </div>,
    document.body,
  );
}

function keepInside(event: KeyboardEvent, box: HTMLElement | null): void {
  const all = [...(box?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])].filter((one) => one.offsetParent !== null);
  const first = all[0];
  const last = all.at(-1);
  if (!first || !last) return;
  const active = document.activeElement;
  if (event.shiftKey && (active === first || active === box)) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && active === last) {
    event.preventDefault();
    first.focus();
  }
}

interface ConfirmProps {
  title: string;
  text: ReactNode;
  confirm: string;
  deny: string;
  danger?: boolean;
  onConfirm: () => void;
  onDeny: () => void;
}

export function ConfirmDialog({ title, text, confirm, deny, danger, onConfirm, onDeny }: ConfirmProps) {
  return (
    <Dialog
      title={title}
      narrow
      onClose={onDeny}
      onSubmit={onConfirm}
      testId="confirm"
      footer={
        <>
          <button type="button" className="button" onClick={onDeny}>
            {deny}
          </button>
          <button type="button" className={danger ? "button danger-filled" : "button primary"} onClick={onConfirm}>
            {confirm}
          </button>
        </>
      }
    >
      {text}
    </Dialog>
  );
}
