import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import type { FastifyReply } from 'fastify';
import type { LoadReading } from '../loads/load-reading.ts';
import type { SeenLoad } from './authorize-load.ts';

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** The reject ledger as a file; what was made for it is removed when it is sent. */
export async function sendRejects(
  reply: FastifyReply,
  reading: LoadReading,
  seen: SeenLoad,
  format: keyof typeof mediaTypes,
): Promise<FastifyReply> {
  const { folder, file } = await (format === 'csv' ? reading.writeRejects(seen) : reading.writeRejectsWorkbook(seen));
  const remove = () => void rm(folder, { recursive: true, force: true });
  reply.raw.on('close', remove);
  // Whoever asked may have left while the file was made: then there is no close to wait for.
  if (reply.raw.destroyed || reply.raw.closed) remove();
  const { size } = await stat(file);
  return reply
    .headers({
      'content-type': mediaTypes[format],
      'content-disposition': `attachment; filename="${seen.load.dataset}-rejects.${format}"`,
      'content-length': size,
    })
    .send(createReadStream(file));
}
