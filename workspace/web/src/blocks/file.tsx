import { useId, useState } from "react";
import type { FileInfo } from "../protocol";
import { sizeInWords } from "../text";
import { useStore } from "../workspace";
import type { ElementProps } from "./element";
import { useHeld } from "./surface";

const USUAL_MOST = 10;

/** Files are sent to the workspace when they are chosen; the form then holds what it calls them. */
export function FileInput({ element, blockId, labelledBy, describedBy, invalid }: ElementProps) {
  const store = useStore();
  const { held, hold } = useHeld(blockId, element);
  const [busy, setBusy] = useState(false);
  const id = useId();
  const files: FileInfo[] = held?.files ?? [];
  const most = element.max_files ?? USUAL_MOST;

  const onChoose = async (chosen: File[]) => {
    if (!chosen.length) return;
    setBusy(true);
    try {
      const answer = await store.server.upload({}, chosen.slice(0, most - files.length));
      hold({ files: [...files, ...(answer.files ?? [])] });
    } catch (refusal) {
      store.notice(refusal);
    }
    setBusy(false);
  };
  return (
    <div className={invalid ? "file-input invalid" : "file-input"}>
      {files.map((file) => (
        <span key={file.id} className="chip">
          {file.name} <small>{sizeInWords(file.size)}</small>
          <button
            type="button"
            aria-label={`Remove ${file.name}`}
            onClick={() => hold({ files: files.filter((one) => one.id !== file.id) })}
          >
            ✕
          </button>
        </span>
      ))}
      {files.length < most && (
        <input
          id={id}
          type="file"
          multiple={most > 1}
          accept={(element.filetypes ?? []).map((type: string) => `.${type}`).join(",") || undefined}
          aria-labelledby={labelledBy}
          aria-describedby={describedBy}
          aria-busy={busy}
          data-action-id={element.action_id}
          onChange={(event) => {
            void onChoose([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      )}
    </div>
  );
}
