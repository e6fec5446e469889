import { vietnamTime } from '#platform/clock/clock.ts';
import type { Deed } from './deed.ts';

export const linkDeed: Deed = {
  prepare: () => async (access) => {
    const { url, expires } = await access.createAdministratorLink();
    const until = vietnamTime(expires);
    return {
      answer: { url, expires: until },
      text: `${url}\n`,
      remark: {
        vi: `Dùng một lần, đến ${until}. Ai mở liên kết này sẽ thành quản trị viên.`,
        en: `Once, until ${until}. Whoever opens it becomes an administrator.`,
      },
    };
  },
};
