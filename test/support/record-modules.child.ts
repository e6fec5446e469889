import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

// Preloaded into a process (`node --import`): leaves the addresses of all modules that it loaded in a file.

const loaded: string[] = [];
registerHooks({
  load: (url, context, next) => {
    loaded.push(url);
    return next(url, context);
  },
});
process.on('exit', () => writeFileSync(process.env['RECORD_MODULES_IN'] ?? '', JSON.stringify(loaded)));
