import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { LoadView, restingStates } from '#api/loads.ts';
import { askServer, isCut, type ServerAddress } from '../server-client.ts';
import { VerbFailure } from '../verb.ts';

/** Follows a load by the server's events until it rests; what became of it. `onChange` is told of all that comes before. */
export async function followLoad(
  address: ServerAddress,
  id: string,
  onChange: (load: LoadView) => void,
): Promise<LoadView> {
  for (let lastHeard = performance.now(); ;) {
    try {
      for await (const load of changesOf(await askServer(address, `/api/v1/loads/${id}/events`))) {
        if (restingStates.includes(load.state)) return load;
        onChange(load);
        lastHeard = performance.now();
      }
    } catch (error) {
      // The load is kept, whatever becomes of the server meanwhile.
      if (!(error instanceof VerbFailure && error.code === 'server-unreachable')) throw error;
      if (performance.now() - lastHeard > patience) throw lostSight(id, error);
    }
    // A proxy on the way may have cut it off, or the server start anew: asked again, it tells the whole state.
    await sleep(500);
  }
}

/** For a server that starts anew, in milliseconds. */
const patience = 60_000;

function lostSight(id: string, cause: VerbFailure): VerbFailure {
  const detail = `${cause.message}. The file has arrived as load ${id}, which goes on by itself: do not send it again.`;
  return new VerbFailure(4, { code: cause.code, title: cause.title, detail });
}

export async function readLoad(address: ServerAddress, id: string): Promise<LoadView> {
  return LoadView.parse(await json(await askServer(address, `/api/v1/loads/${id}`)));
}

async function* changesOf(events: IncomingMessage): AsyncGenerator<LoadView> {
  events.setTimeout(longestSilence, () => void events.destroy(new Silence()));
  const decoder = new TextDecoder();
  let open = '';
  try {
    for await (const chunk of events as AsyncIterable<Buffer>) {
      const lines = (open + decoder.decode(chunk, { stream: true })).split('\n');
      open = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith(data)) yield LoadView.parse(JSON.parse(line.slice(data.length)));
    }
  } catch (error) {
    if (!isCut(error) && !(error instanceof Silence)) throw error;
  }
}

const data = 'data: ';

/** The server says every fifteen seconds that it is there: without a word the connection is dead, in milliseconds. */
const longestSilence = 45_000;

class Silence extends Error {
  override readonly name = 'Silence';
}
