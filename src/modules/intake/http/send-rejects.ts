import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import type { FastifyReply } from 'fastify';
import type { LoadReading } from '../loads/load-reading.ts';
import type { SeenLoad } from './authorize-load.ts';

/** The reject ledger as a file; what was made for it is removed when it is sent. */
export async function sendRejects(reply: FastifyReply, reading: LoadReading, seen: SeenLoad): Promise<FastifyReply> {
  const { folder, file } = await reading.writeRejects(seen);
  const remove = () => void rm(folder, { recursive: true, force: true });
  reply.raw.on('close', remove);
  // Whoever asked may have left while the file was made: then there is no close to wait for.
  if (reply.raw.destroyed || reply.raw.closed) remove();
  const { size } = await stat(file);
  return reply
    .headers({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${seen.load.dataset}-rejects.csv"`,
      'content-length': size,
    })
    .send(createReadStream(file));
}
