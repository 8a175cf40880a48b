import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/**
 * `vite build --config admin-web/vite.config.ts` → admin-web/dist, a folder of
 * static files for any path of any host: relative addresses, hash routes, and
 * a config.json that is put beside index.html at deployment.
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [vue()],
  // Neither the page nor its components use Vue 2's options.
  define: { __VUE_OPTIONS_API__: 'false' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    // A-N11. Syntax only; README.md lists what these versions still lack.
    target: ['chrome70', 'firefox67', 'safari12'],
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      // The first load lists every chunk: their names would be a kilobyte.
      output: {
        chunkFileNames: 'assets/[hash].js',
        assetFileNames: 'assets/[hash][extname]',
      },
    },
  },
});
