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

/** Of a member of an archive that is no file; `target`: it is a link to that. */
export function linkIgnored({ path, target }: { readonly path: string; readonly target: string | null }): ReadWarning {
  return {
    code: 'member-ignored',
    message:
      target === null
        ? {
            vi: `Bỏ qua «${path}» trong tệp nén vì không phải tệp dữ liệu (thiết bị hoặc ống dẫn).`,
            en: `“${path}” in the archive was passed over: it is a device or a pipe and no file.`,
          }
        : {
            vi: `Bỏ qua «${path}» trong tệp nén vì chỉ là liên kết tới «${target}», không có nội dung. Hãy đóng gói lại với «tar --dereference --hard-dereference», hoặc nén thành zip rồi gửi.`,
            en: `“${path}” in the archive was passed over: it is a link to “${target}” and has no content. Pack it again by “tar --dereference --hard-dereference”, or as a zip, and send that.`,
          },
  };
}
