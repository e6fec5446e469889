import { reactRouter } from '@react-router/dev/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [reactRouter()],
  publicDir: 'web/public',
  // Fonts and pictures stay files of our own: the content security policy knows no `data:` fonts, and caches do.
  build: { assetsInlineLimit: 0 },
});
