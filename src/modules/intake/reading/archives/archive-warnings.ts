import type { Localized } from '#api/localized.ts';
import type { ReadWarning } from '../read-outcome.ts';

export function membersIgnored(paths: readonly string[]): ReadWarning {
  const shown = paths.slice(0, 5).join(', ');
  return {
    code: 'member-ignored',
    message: {
      vi: `Có ${paths.length} tệp trong tệp nén không đọc được thành bảng dữ liệu và đã bỏ qua: ${shown}, …`,
      en: `${paths.length} files in the archive could not be read as tables and were passed over: ${shown}, …`,
    },
  };
}

/** `why`: what it is known to be, and what to send instead. */
export function memberIgnored(path: string, why?: Localized): ReadWarning {
  return {
    code: 'member-ignored',
    message: {
      vi: `Bỏ qua tệp «${path}» trong tệp nén vì không phải bảng dữ liệu.${why === undefined ? '' : ` ${why.vi}`}`,
      en: `“${path}” in the archive is no table and was passed over.${why === undefined ? '' : ` ${why.en}`}`,
    },
  };
}

/** So many members that are no files are told by name. */
export const mostLinks = 20;

export interface PassedOver {
  readonly path: string;
  /** Where a link points to, empty where that is not known; null: it is a device or a pipe. */
  readonly target: string | null;
}

/** Of a member of an archive that is no file. */
export function linkIgnored({ path, target }: PassedOver): ReadWarning {
  const to = target === '' ? '' : ` «${target}»`;
  return {
    code: 'member-ignored',
    message:
      target === null
        ? {
            vi: `Bỏ qua «${path}» trong tệp nén vì không phải tệp dữ liệu (thiết bị hoặc ống dẫn).`,
            en: `“${path}” in the archive was passed over: it is a device or a pipe and no file.`,
          }
        : {
            vi: `Bỏ qua «${path}» trong tệp nén vì chỉ là liên kết tới tệp khác${to}, không có nội dung. Hãy đóng gói lại kèm chính tệp đó (tar: --dereference --hard-dereference) rồi gửi.`,
            en: `“${path}” in the archive was passed over: it is a link to another file${to} and has no content. Pack that file itself (tar: --dereference --hard-dereference) and send it.`,
          },
  };
}
