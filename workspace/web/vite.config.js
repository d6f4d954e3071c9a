import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// While the page is being worked on, `npm run dev` shows it beside a workspace that runs on port 7777.
const workspace = "http://127.0.0.1:7777";

export default defineConfig({
  plugins: [react()],
  server: { proxy: { "/page": { target: workspace, ws: true } } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    // What the page is made of keeps its licences beside it.
    license: { fileName: "licences.md" },
    // One script and one style sheet: the page is served from the same machine, so splitting gains nothing.
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
