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
