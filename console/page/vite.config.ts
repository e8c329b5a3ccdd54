import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig(({ command }) => {
  // Whoever starts the build (jest, a service in development): under any other value Svelte's debugging build comes out, half as fast.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return {
    root: import.meta.dirname,
    base: './',
    plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
    build: {
      outDir: '../dist/page',
      emptyOutDir: true,
      target: 'es2023',
      // A strict content security policy takes no data: addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // Vite asks once for the stylesheet of a part. Where it failed, as while the console is away, the part came later without its looks.
      cssCodeSplit: false,
    },
    // For work on the page: the API is the one of a console that runs (`npm run console`), which answers its own pages only.
    server: { host: '127.0.0.1', proxy: { '/api': { target: 'http://127.0.0.1:4568', changeOrigin: false } } },
  };
});
