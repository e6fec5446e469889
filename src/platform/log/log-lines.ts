import type { Readable } from 'node:stream';

/** A longer line is cut: what a broken process writes has no end. */
const longestLine = 4000;

/** Calls back for every line that another process writes, until it ends or is left; the last one then counts without its end. */
export function logLines(stream: Readable | null, onLine: (line: string) => void): { leave(): void } {
  let rest = '';
  const tell = (line: string): void => {
    if (line.trim() !== '') onLine(line.slice(0, longestLine));
  };
  const onData = (text: string): void => {
    const lines = (rest + text).split('\n');
    rest = (lines.pop() ?? '').slice(0, longestLine);
    lines.forEach(tell);
  };
  const leave = (): void => {
    // A process outlives whoever listens to it for a while.
    stream?.off('data', onData).off('end', leave);
    tell(rest);
    rest = '';
  };
  stream?.setEncoding('utf8').on('data', onData).once('end', leave);
  return { leave };
}
