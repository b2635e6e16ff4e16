import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { pageTexts } from './page-texts.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Two pages, one origin: the staff console and the WeChat simulator. Everything they load is a file of their own. */
export default defineConfig({
  root: here('.'),
  plugins: [vue(), pageTexts(here('../../../locales'))],
  // Every schema is made by what is told not to use `eval`, whatever order the pages' files are loaded in.
  resolve: { alias: [{ find: /^zod$/u, replacement: here('service/parsing.ts') }] },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    target: 'es2022',
    // A data: URL would need an exception in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: [here('index.html'), here('simulator.html')] },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
