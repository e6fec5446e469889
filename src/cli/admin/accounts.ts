import { vietnamTime } from '#platform/clock/clock.ts';
import { alignColumns } from './align-columns.ts';
import type { Deed } from './deed.ts';

export const usersDeed: Deed = {
  prepare: () => async (access) => {
    const { items, total } = await access.listAccounts();
    const time = (moment: Date | null) => moment && vietnamTime(moment);
    const answer = items.map((account) => ({
      ...account,
      createdAt: vietnamTime(account.createdAt),
      lastSeenAt: time(account.lastSeenAt),
      throttledUntil: time(account.throttledUntil),
    }));
    const lines = answer.map(({ email, role, agency, unit, name, disabled, throttledUntil }) => [
      email,
      role,
      agency ?? '-',
      unit ?? '-',
      disabled ? 'disabled' : throttledUntil ? 'throttled' : 'enabled',
      name,
    ]);
    return { answer: { items: answer, total }, text: alignColumns(lines) };
  },
};

export const resetDeed: Deed = {
  takes: 'an e-mail address',
  prepare:
    ({ subject: email }) =>
    async (access) => {
      const { password } = await access.resetAccount(email);
      return {
        answer: { email, password },
        text: `${password}\n`,
        remark: {
          vi: 'Mật khẩu mới chỉ hiện lần này. Các phiên đăng nhập cũ đã đóng; tài khoản đã mở.',
          en: 'The new password is shown this once. Earlier sessions have ended; the account is open.',
        },
      };
    },
};

export const enableDeed: Deed = {
  takes: 'an e-mail address',
  prepare:
    ({ subject: email }) =>
    async (access) => {
      await access.enableAccount(email);
      return {
        answer: { email, disabled: false },
        text: '',
        remark: {
          vi: 'Tài khoản đã mở; các lần đăng nhập sai trước đó không còn tính.',
          en: 'The account is open; earlier failed sign-ins no longer count.',
        },
      };
    },
};

export const disableDeed: Deed = {
  takes: 'an e-mail address',
  prepare:
    ({ subject: email }) =>
    async (access) => {
      const { administered } = await access.disableAccount(email);
      const answer = { email, disabled: true };
      if (administered) {
        return { answer, text: '', remark: { vi: 'Tài khoản đã khóa.', en: 'The account is shut.' } };
      }
      return {
        answer,
        text: '',
        urgent: true,
        remark: {
          vi: 'Tài khoản đã khóa. Không còn quản trị viên nào: «daklake admin link» tạo người mới.',
          en: 'The account is shut. No administrator is left: «daklake admin link» makes another.',
        },
      };
    },
};
