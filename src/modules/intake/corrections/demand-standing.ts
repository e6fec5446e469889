import { partitionsMeet, type Partitions } from '#modules/warehouse/index.ts';
import { failLoad } from '../loads/errors.ts';
import type { Family } from './find-family.ts';

/**
 * Mended rows are added to what their load published, so nothing newer may stand where they go. What was appended to a
 * dataset that is appended to contradicts nothing: there only keys decide, row by row. Without `partitions` it is not known
 * yet where they go.
 */
export function demandStanding(family: Family, partitions?: Partitions): void {
  const newer = newerOthers(family);
  const stands =
    partitions === undefined
      ? newer.some(fillsAll)
      : newer.some((other) => partitionsMeet(other.partitions, partitions));
  if (!family.gone && !stands) return;
  const { root } = family;
  throw failLoad(
    'dataset-moved-on',
    `Something newer than ${root.id} stands where its rows would go; send them as a new load.`,
    {
      members: {
        message: {
          vi: 'Sau đợt nạp này, dữ liệu ở cùng phạm vi đã được thay bằng bản mới hơn, nên không bổ sung dòng đã sửa vào được nữa. Hãy gửi lại dữ liệu bằng một đợt nạp mới.',
          en: 'Newer data has taken the place of this load since then, so that mended rows cannot be added to it. Send the data as a new load.',
        },
      },
    },
  );
}

/** Whether it takes the partitions of the mended rows to know. */
export function asksPartitions(family: Family): boolean {
  return family.root.partitions !== null && newerOthers(family).length > 0;
}

function newerOthers({ root, others }: Family): Family['others'] {
  return others.filter(({ mode }) => root.mode !== 'append' || mode !== 'append');
}

function fillsAll({ partitions }: Family['others'][number]): boolean {
  return partitions === null;
}
