import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from './compressed.ts'

/** Where `npm run dev` finds the server: it passes on all that is not a page. */
const SERVER = 'http://127.0.0.1:4000'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss(), compressed()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // The policy of our pages lets no data: URL be a script or a font, and small images are ours as files too.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page draws with comes in one file: thirty small ones wait for each other on one connection.
            {
              name: 'ui',
              test: /web\/src\/(ui|shell|notifications)\/|node_modules\/(@radix-ui|@floating-ui|lucide-react|cmdk)\//,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/v1', '/auth', '/openapi.json', '/docs', '/mail/images'].map((path) => [path, { target: SERVER }]),
    ),
  },
})
