import { useState } from "react";
import { Dialog } from "./dialog";
import type { FileInfo } from "./protocol";
import { sizeInWords } from "./text";

function Picture({ file }: { file: FileInfo }) {
  const [large, setLarge] = useState(false);
  return (
    <>
      <button type="button" className="picture" aria-label={`Open the image ${file.name}`} onClick={() => setLarge(true)}>
        <img src={file.url} alt={file.name} loading="lazy" />
      </button>
      {large && (
        <Dialog
          title={file.name}
          onClose={() => setLarge(false)}
          footer={
            <a className="button" href={file.url} download={file.name}>
              Download
            </a>
          }
        >
          <img className="picture-large" src={file.url} alt={file.name} />
        </Dialog>
      )}
    </>
  );
}

export function Files({ files }: { files: FileInfo[] }) {
  return (
    <div className="files">
      {files.map((file) =>
        file.is_image ? (
          <Picture key={file.id} file={file} />
        ) : (
          <a key={file.id} className="file" href={file.url} download={file.name}>
            <span className="file-kind" aria-hidden="true">
              {file.name.split(".").pop()?.slice(0, 4).toUpperCase()}
            </span>
            <span>
              <strong>{file.name}</strong>
              <small>{sizeInWords(file.size)}</small>
            </span>
          </a>
        ),
      )}
    </div>
  );
}
