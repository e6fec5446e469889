import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { Asking, Told } from './ask-server.ts';

/*
 * Callers without think time: each keeps one connection and sends its next question when the last is answered. Raw sockets,
 * since a client that parses what it gets would take more processor time than the server. Reads its task from standard
 * input, and prints what it measured.
 */
const asking = JSON.parse(await readAll()) as Asking;
const { hostname, port } = new URL(asking.address);
const questions = asking.questions.map((question) => Buffer.from(writeQuestion(question)));
const milliseconds: number[] = [];
const statuses: Record<string, number> = {};
let bytes = 0;
let asked = 0;
const began = performance.now();
await Promise.all(Array.from({ length: asking.callers }, () => askOn()));
const told: Told = { milliseconds, statuses, bytes, seconds: (performance.now() - began) / 1000 };
process.stdout.write(JSON.stringify(told));

/** The next question, until every one was asked once, or, where a time is given, over and over until that is over. */
function nextQuestion(): Buffer | undefined {
  const over = asking.seconds !== undefined && performance.now() - began > asking.seconds * 1000;
  const index = asked;
  asked += 1;
  return over ? undefined : questions[asking.seconds === undefined ? index : index % questions.length];
}

function askOn(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    let since = 0;
    const ask = () => {
      const question = nextQuestion();
      if (question === undefined) {
        socket.end();
        return resolve();
      }
      since = performance.now();
      socket.write(question);
    };
    socket.once('connect', ask);
    socket.once('error', reject);
    onAnswers(socket, (status) => {
      milliseconds.push(performance.now() - since);
      statuses[status] = (statuses[status] ?? 0) + 1;
      ask();
    });
  });
}

/** Every answer has a length, comes in chunks, or has no body. */
function onAnswers(socket: Socket, answered: (status: string) => void): void {
  let head: Buffer = Buffer.alloc(0);
  let body: Body | undefined;
  let status = '';
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    let rest = chunk;
    if (body === undefined) {
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const text = head.toString('latin1', 0, end);
      status = text.slice(9, 12);
      body = bodyOf(text, status);
      rest = head.subarray(end + 4);
      head = Buffer.alloc(0);
    }
    if (!body.take(rest)) return;
    body = undefined;
    answered(status);
  });
  socket.once('close', () => {
    if (body !== undefined) throw new Error('An answer was cut off');
  });
}

/** Says of the bytes that come whether they are the last ones. */
interface Body {
  take(bytes: Buffer): boolean;
}

function bodyOf(head: string, status: string): Body {
  if (/\r\ntransfer-encoding: chunked/i.test(head)) return chunkedBody();
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined && status !== '304') throw new Error(`An answer without a length: ${head}`);
  let left = status === '304' ? 0 : Number(length);
  return {
    take: (taken) => {
      left -= taken.length;
      if (left < 0) throw new Error('More came than was asked for');
      return left === 0;
    },
  };
}

/** RFC 9112 §7.1, without trailers. */
function chunkedBody(): Body {
  let size = '';
  /** Of the chunk and the line's end behind it; none: a size is read. */
  let left = 0;
  let isLast = false;
  return {
    take: (taken) => {
      for (let at = 0; at < taken.length;) {
        if (left > 0) {
          const skipped = Math.min(left, taken.length - at);
          left -= skipped;
          at += skipped;
          if (left === 0 && isLast) return true;
          continue;
        }
        const letter = String.fromCharCode(taken[at] ?? 0);
        at += 1;
        if (letter !== '\n') size += letter;
        else {
          const length = Number.parseInt(size, 16);
          if (Number.isNaN(length)) throw new Error(`Not the size of a chunk: ${size}`);
          [left, isLast, size] = [length + 2, length === 0, ''];
        }
      }
      return false;
    },
  };
}

function writeQuestion({ path, headers = {}, body }: Asking['questions'][number]): string {
  const lines = Object.entries({ ...asking.headers, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const length =
    body === undefined ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
  return `${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\n${lines.join('')}${length}\r\n${body ?? ''}`;
}

async function readAll(): Promise<string> {
  let text = '';
  for await (const part of process.stdin.setEncoding('utf8')) text += part;
  return text;
}
