import { failLoad } from '../loads/errors.ts';
import type { Family } from './find-family.ts';

/** The partitions that mended rows go to: null the whole dataset, undefined not known yet. */
type Partitions = readonly string[] | null | undefined;

/**
 * Mended rows are added to what their load published, so nothing newer may stand where they go. What was appended to a
 * dataset that is appended to contradicts nothing: there only keys decide, row by row.
 */
export function demandStanding(family: Family, partitions: Partitions): void {
  if (!family.gone && !newerOthers(family).some((other) => meets(other.partitions, partitions))) return;
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

function meets(filled: readonly string[] | null, partitions: Partitions): boolean {
  if (filled === null || partitions === null) return true;
  return partitions?.some((partition) => filled.includes(partition)) ?? false;
}
