import { useState } from "react";
import type { Block } from "../protocol";
import { Shown } from "./shown";

const USUAL_PAGE = 5;

function Cell({ cell }: { cell: Block }) {
  if (cell?.type === "rich_text") return <Shown blocks={[cell]} />;
  return <>{cell?.text ?? cell?.value ?? ""}</>;
}

/** A long table with pages; the library draws only the short kind. */
export function DataTable({ block }: { block: Block }) {
  const [page, setPage] = useState(0);
  const [head, ...rows]: Block[][] = block.rows ?? [];
  const size: number = block.page_size ?? USUAL_PAGE;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const shown = rows.slice(page * size, (page + 1) * size);
  return (
    <figure className="data-table">
      <div className="data-table-scroll">
        <table>
          <caption>{block.caption}</caption>
          <thead>
            <tr>
              {(head ?? []).map((cell, at) => (
                <th key={at} scope="col">
                  <Cell cell={cell} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, at) => (
              <tr key={at}>
                {row.map((cell, column) =>
                  column === block.row_header_column_index ? (
                    <th key={column} scope="row">
                      <Cell cell={cell} />
                    </th>
                  ) : (
                    <td key={column}>
                      <Cell cell={cell} />
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pages > 1 && (
        <div className="data-table-pages">
          <button type="button" className="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
            Earlier rows
          </button>
          <span>
            Page {page + 1} of {pages}
          </span>
          <button type="button" className="button" disabled={page === pages - 1} onClick={() => setPage(page + 1)}>
            More rows
          </button>
        </div>
      )}
    </figure>
  );
}
