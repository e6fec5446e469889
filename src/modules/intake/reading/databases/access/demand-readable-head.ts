import { failReading } from '../../errors.ts';

const versionAt = 0x14;
const keyAt = 0x3e;
/** The head is enciphered, always in the same way: what that makes of zeros at the place of the key. */
const noKey = Buffer.from('fb8abc4e', 'hex');
const firstOfOffice = 2;

/**
 * Refuses a database whose pages need a password. The older ones (mdb) keep the key of their pages in the head, whatever
 * password their programs ask for, and are read; those of Access 2007 on (accdb) derive it from the password.
 */
export function demandReadableHead(bytes: Buffer): void {
  const version = bytes[versionAt] ?? 0;
  if (version < firstOfOffice || bytes.length < keyAt + noKey.length) return;
  if (bytes.subarray(keyAt, keyAt + noKey.length).equals(noKey)) return;
  throw failReading('file-encrypted', 'The pages of the database are enciphered by a password', {
    message: {
      vi: 'Cơ sở dữ liệu Access được mã hóa bằng mật khẩu. Hãy mở bằng Access (chế độ độc quyền), chọn File > Info > Decrypt Database để bỏ mật khẩu, hoặc xuất các bảng ra Excel, rồi gửi lại.',
      en: 'The Access database is encrypted by a password. Open it in Access (exclusively), choose File > Info > Decrypt Database, or export its tables to Excel, and send that.',
    },
  });
}
